package io.jenkins.embedded.platform.kube.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.admission.Removal;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.Json;
import java.time.Instant;
import java.util.List;

/** Runs a Job's pods until enough have succeeded or too many have failed. */
final class JobController implements Controller {
  private static final String TYPE = "jobs.batch";

  private final Cluster cluster;
  private final Events events;

  JobController(Cluster cluster, Events events) {
    this.cluster = cluster;
    this.events = events;
  }

  @Override
  public void reconcile() {
    cluster.each(TYPE, this::reconcile);
  }

  private void reconcile(ObjectNode job) {
    boolean over =
        Conditions.field(job, "Complete", "status").equals("True")
            || Conditions.field(job, "Failed", "status").equals("True");
    if (over) {
      expire(job);
    } else if (!Json.isTerminating(job)) {
      run(job);
    }
  }

  private void run(ObjectNode job) {
    List<ObjectNode> pods = Ownership.of(cluster, "pods", job);
    long succeeded = count(pods, "Succeeded");
    long failed = count(pods, "Failed");
    List<ObjectNode> active = pods.stream().filter(Ownership::isActive).toList();
    int completions = Json.at(job, "spec", "completions").asInt(1);
    long retries = failed + restarts(active);
    String problem = "";
    String reason = "";
    if (retries > Json.at(job, "spec", "backoffLimit").asInt(6)) {
      reason = "BackoffLimitExceeded";
      problem = "Job has reached the specified backoff limit";
    } else if (isLate(job)) {
      reason = "DeadlineExceeded";
      problem = "Job was active longer than specified deadline";
    }
    boolean complete = succeeded >= completions;
    boolean suspended = Json.at(job, "spec", "suspend").asBoolean();
    if (!problem.isEmpty() || suspended) {
      active.forEach(p -> cluster.delete("pods", p, Removal.graceful()));
    } else if (!complete) {
      long room = Json.at(job, "spec", "parallelism").asInt(1);
      long wanted = Math.min(room, completions - succeeded);
      for (long i = active.size(); i < wanted; i++) {
        start(job);
      }
    }
    report(job, complete, reason, problem, succeeded, failed);
  }

  private static long count(List<ObjectNode> pods, String phase) {
    return pods.stream().filter(p -> Json.text(p, "status", "phase").equals(phase)).count();
  }

  private static long restarts(List<ObjectNode> pods) {
    long restarts = 0;
    for (ObjectNode pod : pods) {
      for (JsonNode status : Json.at(pod, "status", "containerStatuses")) {
        restarts += status.path("restartCount").asLong();
      }
    }
    return restarts;
  }

  private boolean isLate(JsonNode job) {
    JsonNode deadline = Json.at(job, "spec", "activeDeadlineSeconds");
    String started = Json.text(job, "status", "startTime");
    return deadline.isNumber()
        && !started.isEmpty()
        && cluster.now().isAfter(Instant.parse(started).plusSeconds(deadline.asLong()));
  }

  private void start(ObjectNode job) {
    try {
      ObjectNode pod =
          cluster.create(
              "pods", Ownership.pod(job, "batch/v1", "Job", Json.at(job, "spec", "template")));
      events.record(
          "job-controller", job, "Normal", "SuccessfulCreate", "Created pod: " + Json.name(pod));
    } catch (ApiFailure e) {
      events.record(
          "job-controller",
          job,
          "Warning",
          "FailedCreate",
          "Error creating: " + e.getMessage().replaceFirst("(pods \".*)-[a-z0-9]{5}\"", "$1-?\""));
    }
  }

  private void report(
      ObjectNode job,
      boolean complete,
      String reason,
      String problem,
      long succeeded,
      long failed) {
    List<ObjectNode> pods = Ownership.of(cluster, "pods", job);
    List<ObjectNode> active = pods.stream().filter(Ownership::isActive).toList();
    long ready = active.stream().filter(EndpointsController::isReady).count();
    cluster.status(
        TYPE,
        job,
        j -> {
          ObjectNode status = Json.ensure(j, "status");
          if (!status.has("startTime")) {
            status.put("startTime", cluster.timestamp());
          }
          status.put("active", active.size()).put("ready", ready);
          status.put("succeeded", succeeded).put("failed", failed);
          ArrayNode conditions = Json.array();
          if (complete) {
            status.put("completionTime", cluster.timestamp());
            condition(conditions, "Complete", "CompletionsReached", "");
          } else if (!problem.isEmpty()) {
            condition(conditions, "Failed", reason, problem);
          }
          if (!conditions.isEmpty()) {
            status.set("conditions", conditions);
          }
        });
    if (complete) {
      events.record("job-controller", job, "Normal", "Completed", "Job completed");
    } else if (!problem.isEmpty()) {
      events.record("job-controller", job, "Warning", reason, problem);
    }
  }

  private void condition(ArrayNode conditions, String type, String reason, String message) {
    conditions
        .addObject()
        .put("type", type)
        .put("status", "True")
        .put("reason", reason)
        .put("message", message)
        .put("lastProbeTime", cluster.timestamp())
        .put("lastTransitionTime", cluster.timestamp());
  }

  private void expire(ObjectNode job) {
    JsonNode lifetime = Json.at(job, "spec", "ttlSecondsAfterFinished");
    String ended = Conditions.field(job, "Complete", "lastTransitionTime");
    if (ended.isEmpty()) {
      ended = Conditions.field(job, "Failed", "lastTransitionTime");
    }
    if (lifetime.isNumber()
        && !cluster.now().isBefore(Instant.parse(ended).plusSeconds(lifetime.asLong()))) {
      cluster.delete(TYPE, job, Removal.graceful());
    }
  }
}
