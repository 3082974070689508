package io.jenkins.embedded.platform.kube.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.objects.Json;
import java.time.Instant;
import java.util.List;

/** A Deployment's counts and its conditions Available, Progressing and ReplicaFailure. */
final class DeploymentStatus {
  private final Cluster cluster;

  DeploymentStatus(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * @param current the template's ReplicaSet, or null while paused before the first one
   */
  void report(ObjectNode deployment, List<ObjectNode> sets, ObjectNode current) {
    int replicas = sum(sets, "replicas");
    int ready = sum(sets, "readyReplicas");
    int available = sum(sets, "availableReplicas");
    int updated = current == null ? 0 : Json.at(current, "status", "replicas").asInt(0);
    int wanted = Json.at(deployment, "spec", "replicas").asInt(1);
    cluster.status(
        DeploymentController.TYPE,
        deployment,
        d -> {
          ObjectNode status = Json.ensure(d, "status");
          ObjectNode before = status.deepCopy();
          status.set("observedGeneration", Json.at(deployment, "metadata", "generation"));
          count(status, "replicas", replicas);
          count(status, "updatedReplicas", updated);
          count(status, "readyReplicas", ready);
          count(status, "availableReplicas", available);
          count(status, "unavailableReplicas", Math.max(0, wanted - available));
          ArrayNode conditions = Json.array();
          available(d, conditions, before, wanted, available);
          progressing(d, conditions, before, current, wanted);
          failure(conditions, before, current);
          status.set("conditions", conditions);
        });
  }

  private static int sum(List<ObjectNode> sets, String field) {
    return sets.stream().mapToInt(s -> Json.at(s, "status", field).asInt(0)).sum();
  }

  /** Zero counts are left out, as Go's omitempty does. */
  private static void count(ObjectNode status, String field, int number) {
    if (number == 0) {
      status.remove(field);
    } else {
      status.put(field, number);
    }
  }

  private void available(
      JsonNode deployment, ArrayNode conditions, JsonNode before, int wanted, int available) {
    JsonNode most = Json.at(deployment, "spec", "strategy", "rollingUpdate", "maxUnavailable");
    int tolerated = most.asInt(0);
    if (most.asText("").endsWith("%")) {
      tolerated = wanted * Integer.parseInt(most.asText().replace("%", "")) / 100;
    }
    boolean holds = available >= wanted - tolerated;
    Conditions.add(
        conditions,
        before.path("conditions"),
        "Available",
        holds,
        holds ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
        holds
            ? "Deployment has minimum availability."
            : "Deployment does not have minimum availability.",
        cluster.timestamp());
  }

  private void progressing(
      JsonNode deployment, ArrayNode conditions, JsonNode before, JsonNode current, int wanted) {
    JsonNode status = deployment.path("status");
    boolean complete =
        status.path("updatedReplicas").asInt(0) == wanted
            && status.path("replicas").asInt(0) == wanted
            && status.path("availableReplicas").asInt(0) == wanted
            && current != null;
    String set = current == null ? "" : Json.name(current);
    String reason;
    String message;
    boolean holds = true;
    if (complete) {
      reason = "NewReplicaSetAvailable";
      message = "ReplicaSet \"" + set + "\" has successfully progressed.";
    } else if (isLate(deployment, before, current)) {
      reason = "ProgressDeadlineExceeded";
      message = "ReplicaSet \"" + set + "\" has timed out progressing.";
      holds = false;
    } else {
      reason = "ReplicaSetUpdated";
      message = "ReplicaSet \"" + set + "\" is progressing.";
    }
    ArrayNode one = Json.array();
    JsonNode old = before.path("conditions");
    Conditions.add(one, old, "Progressing", holds, reason, message, cluster.timestamp());
    if (!complete && holds && hasMoved(before, status)) {
      ((ObjectNode) one.get(0)).put("lastUpdateTime", cluster.timestamp());
    }
    conditions.add(one.get(0));
  }

  /** A change of the counts for the better or worse is progress. */
  private static boolean hasMoved(JsonNode before, JsonNode now) {
    for (String field :
        List.of("updatedReplicas", "readyReplicas", "availableReplicas", "observedGeneration")) {
      if (before.path(field).asInt(0) != now.path(field).asInt(0)) {
        return true;
      }
    }
    return false;
  }

  private boolean isLate(JsonNode deployment, JsonNode before, JsonNode current) {
    long deadline = Json.at(deployment, "spec", "progressDeadlineSeconds").asLong(600);
    for (JsonNode condition : before.path("conditions")) {
      if (Json.text(condition, "type").equals("Progressing")) {
        boolean same =
            current != null && Json.text(condition, "message").contains(Json.name(current));
        boolean moved = hasMoved(before, deployment.path("status"));
        if (same && Json.text(condition, "reason").equals("ProgressDeadlineExceeded")) {
          return !moved;
        }
        boolean waiting = Json.text(condition, "reason").equals("ReplicaSetUpdated");
        Instant since = Instant.parse(Json.text(condition, "lastUpdateTime"));
        return same && waiting && !moved && cluster.now().isAfter(since.plusSeconds(deadline));
      }
    }
    return false;
  }

  private void failure(ArrayNode conditions, JsonNode before, JsonNode current) {
    if (current != null && !Conditions.field(current, "ReplicaFailure", "message").isEmpty()) {
      Conditions.add(
          conditions,
          before.path("conditions"),
          "ReplicaFailure",
          true,
          "FailedCreate",
          Conditions.field(current, "ReplicaFailure", "message"),
          cluster.timestamp());
    }
  }
}
