package io.jenkins.plugins.paas.delivery.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A stage of an execution. Times are epoch milliseconds, 0 where there is none.
 *
 * @param parentStageId of a synthetic stage, else {@code null}
 * @param syntheticOwner {@code STAGE_BEFORE} or {@code STAGE_AFTER} of a synthetic stage, else
 *     {@code null}
 * @param context empty where the execution was read unexpanded
 */
public record Stage(
    String id,
    String refId,
    String type,
    String name,
    ExecutionStatus status,
    long startTime,
    long endTime,
    List<String> requisites,
    String parentStageId,
    String syntheticOwner,
    JsonNode context,
    JsonNode outputs,
    JsonNode tasks,
    String judge) {

  static Stage of(JsonNode node) {
    List<String> requisites = new ArrayList<>();
    node.path("requisiteStageRefIds").forEach(r -> requisites.add(r.asText()));
    String type = node.path("type").asText("");
    return new Stage(
        node.path("id").asText(""),
        node.path("refId").asText(""),
        type,
        node.path("name").asText(type),
        ExecutionStatus.of(node.path("status").asText("")),
        node.path("startTime").asLong(0),
        node.path("endTime").asLong(0),
        List.copyOf(requisites),
        node.path("parentStageId").asText(null),
        node.path("syntheticStageOwner").asText(null),
        node.path("context"),
        node.path("outputs"),
        node.path("tasks"),
        node.path("lastModified").path("user").asText(null));
  }

  /** How long it ran, up to {@code nowMillis} when it still does. */
  public Duration duration(long nowMillis) {
    long end = endTime > 0 ? endTime : nowMillis;
    return startTime == 0 ? Duration.ZERO : Duration.ofMillis(Math.max(0, end - startTime));
  }

  public boolean isSynthetic() {
    return parentStageId != null;
  }

  /** Whether somebody's decision is awaited. */
  public boolean awaitsJudgment() {
    return type.equals("manualJudgment")
        && status == ExecutionStatus.RUNNING
        && context.path("judgmentStatus").asText("").isEmpty();
  }

  /** Whether the stage failed in some way, including ways that the pipeline survives. */
  public boolean isFailed() {
    return status == ExecutionStatus.TERMINAL
        || status == ExecutionStatus.STOPPED
        || status == ExecutionStatus.FAILED_CONTINUE;
  }
}
