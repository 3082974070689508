package io.jenkins.plugins.paas.delivery.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An execution of a pipeline, as Gate tells it. Immutable. Times are epoch milliseconds of
 * Spinnaker's clock, 0 where there is none. Stages come in the order of {@link StageOrder}.
 */
public record Execution(
    String id,
    String application,
    String name,
    String pipelineConfigId,
    ExecutionStatus status,
    String statusText,
    String canceledBy,
    String cancellationReason,
    long buildTime,
    long startTime,
    long endTime,
    String correlationId,
    List<Stage> stages) {

  /** Where a webhook's payload has the key that a trigger has as {@code correlationId}. */
  static final String KEY = "ciKey";

  static Execution of(JsonNode node) {
    List<Stage> stages = new ArrayList<>();
    node.path("stages").forEach(s -> stages.add(Stage.of(s)));
    String status = node.path("status").asText("");
    return new Execution(
        node.path("id").asText(""),
        node.path("application").asText(""),
        node.path("name").asText(""),
        node.path("pipelineConfigId").asText(""),
        ExecutionStatus.of(status),
        status,
        node.path("canceledBy").asText(null),
        node.path("cancellationReason").asText(null),
        node.path("buildTime").asLong(0),
        node.path("startTime").asLong(0),
        node.path("endTime").asLong(0),
        node.path("trigger")
            .path("correlationId")
            .asText(node.path("trigger").path("payload").path(KEY).asText(null)),
        StageOrder.sort(stages));
  }

  /** By status alone: {@code canceled} is also set by cancelling a run that had ended before. */
  public boolean isComplete() {
    return status.isComplete();
  }

  /**
   * Whether a newer queued run took this one's place. Spinnaker has no field for it: such a run was
   * never started and was cancelled by Spinnaker itself, for a reason that says it was queued.
   */
  public boolean isSuperseded() {
    return status == ExecutionStatus.CANCELED
        && startTime == 0
        && "spinnaker".equals(canceledBy)
        && cancellationReason != null
        && cancellationReason.toLowerCase(Locale.ROOT).contains("newer");
  }

  /** Stages that failed while the pipeline succeeded. */
  public List<Stage> survivedFailures() {
    return stages.stream()
        .filter(s -> !s.isSynthetic())
        .filter(
            s ->
                s.status() == ExecutionStatus.FAILED_CONTINUE
                    || s.status() == ExecutionStatus.STOPPED)
        .toList();
  }

  /** What the wait comes to, the survived failures considered. */
  public ExecutionStatus.Outcome outcome() {
    return status.outcome() == ExecutionStatus.Outcome.SUCCESS && !survivedFailures().isEmpty()
        ? ExecutionStatus.Outcome.UNSTABLE
        : status.outcome();
  }

  /** The manual judgments that wait for somebody. */
  public List<Stage> awaitedJudgments() {
    return stages.stream().filter(Stage::awaitsJudgment).toList();
  }

  /** What changes when anything worth telling changes, except texts inside a stage. */
  public String fingerprint() {
    StringBuilder text = new StringBuilder(statusText);
    stages.forEach(s -> text.append('|').append(s.id()).append('=').append(s.status()));
    return text.toString();
  }

  /**
   * Whether reading it in full would tell nothing new; meant for an execution read unexpanded.
   *
   * @param fingerprint of the last one that was read in full, or {@code null}
   */
  public boolean isAsBefore(String fingerprint) {
    // a stage that applies manifests tells its rollout in texts, which an unexpanded answer lacks
    boolean tells =
        stages.stream()
            .anyMatch(
                s ->
                    s.type().endsWith("Manifest") && !s.status().isComplete() && s.startTime() > 0);
    return !tells && !isComplete() && fingerprint().equals(fingerprint);
  }
}
