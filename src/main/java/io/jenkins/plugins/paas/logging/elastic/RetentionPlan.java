package io.jenkins.plugins.paas.logging.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Plans how lines go when they are old: by a policy of the server, else by the step itself. */
final class RetentionPlan {

  static final String MARK = "lifecycle";
  static final String JOB = "job";
  static final String KEPT_FOR = "retention";
  static final String CONTROLLER = "controller";

  private final AssetRequest request;
  private final AssetPlan plan;
  private final Map<String, String> marks;

  RetentionPlan(AssetRequest request, AssetPlan plan, Map<String, String> marks) {
    this.request = request;
    this.plan = plan;
    this.marks = marks;
  }

  /**
   * @param keptMark what the index template says of the lifecycle, empty where it says nothing
   * @param indices those that exist, made without the policy if it is new
   * @return the policy, or {@code null} where there is no retention or the step removes indices
   */
  LifecyclePolicy policy(
      ElasticApi api, ElasticProduct product, String keptMark, List<RetentionJob.Index> indices)
      throws HttpFailure, ElasticFailure, InterruptedException {
    if (request.retention() == null) {
      return null;
    }
    LifecyclePolicy policy =
        new LifecyclePolicy(request.target(), request.retention(), product.lifecycle());
    String digest = LogAssets.digest(policy.body());
    if (digest.equals(keptMark)) {
      marks.put(MARK, digest);
      plan.keep(policy.kindText(), policy.name());
      return policy;
    }
    if (!request.retentionJob() || !keptMark.equals(JOB)) {
      LifecyclePolicy.Found found = policy.find(api);
      if (found.installed()) {
        marks.put(MARK, digest);
        planPolicy(policy, found.kept());
        if (!indices.isEmpty() && (keptMark.isEmpty() || keptMark.equals(JOB))) {
          plan.change(
              policy.kindText(),
              policy.name(),
              "put the older indices under",
              "holds for the older indices too",
              server -> {
                policy.attach(server);
                return null;
              });
        }
        return policy;
      }
    }
    if (!request.retentionJob()) {
      throw new ElasticFailure(
          "retention "
              + request.retention()
              + " cannot be kept: "
              + product
              + " at "
              + api.uri()
              + " has neither ILM nor ISM. Say retentionJob: true, then each run of this step"
              + " and this controller every hour remove the indices that are older, or leave retention out.");
    }
    marks.put(MARK, JOB);
    if (!request.controller().isEmpty()) {
      marks.put(KEPT_FOR, request.retention().toString());
      marks.put(CONTROLLER, request.controller());
    }
    planJob(new RetentionJob(request.retention(), indices));
    return null;
  }

  private void planPolicy(LifecyclePolicy policy, JsonNode kept) {
    plan.change(
        policy.kindText(),
        policy.name(),
        kept == null ? "create" : "update",
        kept == null ? "created" : "updated",
        server -> {
          policy.put(server, kept);
          return null;
        });
  }

  private void planJob(RetentionJob job) {
    Instant now = Instant.now();
    LogTarget target = request.target();
    plan.note(
        "the server has no lifecycle of its own: this step removes indices older than "
            + request.retention()
            + ", each time it runs"
            + (request.controller().isEmpty() ? "" : ", and this controller does every hour")
            + " (retentionJob)");
    if (job.isRolloverDue(now)) {
      plan.change(
          "write index",
          target.name(),
          "begin a new",
          "rolled over by its age",
          server -> {
            server.rollover(target);
            return null;
          });
    }
    List<String> expired = job.expired(now);
    if (!expired.isEmpty()) {
      plan.change(
          "indices",
          String.join(", ", expired),
          "remove",
          "removed, older than " + request.retention(),
          server -> {
            server.deleteIndices(expired);
            return null;
          });
    }
  }
}
