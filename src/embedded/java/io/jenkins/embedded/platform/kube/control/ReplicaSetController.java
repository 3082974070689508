package io.jenkins.embedded.platform.kube.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.admission.Removal;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Keeps as many pods as a ReplicaSet asks for. */
final class ReplicaSetController implements Controller {
  private static final String TYPE = "replicasets.apps";

  private final Cluster cluster;
  private final Events events;

  ReplicaSetController(Cluster cluster, Events events) {
    this.cluster = cluster;
    this.events = events;
  }

  @Override
  public void reconcile() {
    cluster.each(TYPE, this::reconcile);
  }

  private void reconcile(ObjectNode set) {
    List<ObjectNode> pods =
        Ownership.of(cluster, "pods", set).stream().filter(Ownership::isActive).toList();
    String failure = Json.isTerminating(set) ? "" : scale(set, pods);
    report(set, Ownership.of(cluster, "pods", set), failure);
  }

  /** Why pods could not be made, or "". */
  private String scale(ObjectNode set, List<ObjectNode> pods) {
    int wanted = Json.at(set, "spec", "replicas").asInt(1);
    for (int i = pods.size(); i < wanted; i++) {
      try {
        ObjectNode pod =
            cluster.create(
                "pods",
                Ownership.pod(set, "apps/v1", "ReplicaSet", Json.at(set, "spec", "template")));
        events.record(
            "replicaset-controller",
            set,
            "Normal",
            "SuccessfulCreate",
            "Created pod: " + Json.name(pod));
      } catch (ApiFailure e) {
        // the random part of the name would make each refusal a new event
        String message = e.getMessage().replaceFirst("(pods \".*)-[a-z0-9]{5}\"", "$1-?\"");
        events.record(
            "replicaset-controller", set, "Warning", "FailedCreate", "Error creating: " + message);
        return message;
      }
    }
    pods.stream()
        .sorted(Comparator.comparing(EndpointsController::isReady))
        .limit(Math.max(0, pods.size() - wanted))
        .forEach(
            pod -> {
              cluster.delete("pods", pod, Removal.graceful());
              events.record(
                  "replicaset-controller",
                  set,
                  "Normal",
                  "SuccessfulDelete",
                  "Deleted pod: " + Json.name(pod));
            });
    return "";
  }

  private void report(ObjectNode set, List<ObjectNode> all, String failure) {
    List<ObjectNode> pods = all.stream().filter(Ownership::isActive).toList();
    Duration minimum = Duration.ofSeconds(Json.at(set, "spec", "minReadySeconds").asLong(0));
    Instant now = cluster.now();
    long ready = pods.stream().filter(EndpointsController::isReady).count();
    long available = pods.stream().filter(p -> isAvailable(p, minimum, now)).count();
    cluster.status(
        TYPE,
        set,
        s -> {
          ObjectNode status = Json.ensure(s, "status");
          status.put("replicas", pods.size());
          status.put("fullyLabeledReplicas", pods.size());
          status.put("readyReplicas", ready).put("availableReplicas", available);
          status.set("observedGeneration", Json.at(set, "metadata", "generation"));
          ArrayNode conditions = Json.array();
          if (!failure.isEmpty()) {
            Conditions.add(
                conditions,
                status.path("conditions"),
                "ReplicaFailure",
                true,
                "FailedCreate",
                failure,
                cluster.timestamp());
          }
          if (conditions.isEmpty()) {
            status.remove("conditions");
          } else {
            status.set("conditions", conditions);
          }
        });
  }

  static boolean isAvailable(JsonNode pod, Duration minimum, Instant now) {
    for (JsonNode c : Json.at(pod, "status", "conditions")) {
      if (Json.text(c, "type").equals("Ready") && Json.text(c, "status").equals("True")) {
        Instant since = Instant.parse(Json.text(c, "lastTransitionTime"));
        return !now.isBefore(since.plus(minimum));
      }
    }
    return false;
  }
}
