package io.jenkins.plugins.paas.delivery.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Why an execution failed: the deepest reason that there is, followed through nested pipelines.
 *
 * @param where the stages on the way there, outermost first
 * @param reason one or several sentences of Spinnaker's, one line
 * @param executionId in which execution it happened
 */
public record FailureCause(List<String> where, String reason, String executionId) {

  private static final int DEPTH = 8;
  private static final int SHOWN = 1000;

  /** Reads a nested execution. */
  @FunctionalInterface
  public interface Reader {
    Execution read(String executionId) throws GateFailure, InterruptedException;
  }

  /** The cause, if the execution names any. */
  public static Optional<FailureCause> of(Execution execution, Reader reader)
      throws InterruptedException {
    return of(execution, reader, new ArrayList<>(), new HashSet<>());
  }

  private static Optional<FailureCause> of(
      Execution execution, Reader reader, List<String> path, Set<String> seen)
      throws InterruptedException {
    seen.add(execution.id());
    if (execution.status() == ExecutionStatus.CANCELED && execution.cancellationReason() != null) {
      return Optional.of(
          new FailureCause(path, line(execution.cancellationReason()), execution.id()));
    }
    List<Stage> failed =
        new ArrayList<>(execution.stages().stream().filter(Stage::isFailed).toList());
    // TERMINAL decides; a failure that the pipeline survived is only the second choice
    failed.sort(
        (a, b) ->
            Integer.compare(
                a.status() == ExecutionStatus.TERMINAL ? 0 : 1,
                b.status() == ExecutionStatus.TERMINAL ? 0 : 1));
    for (Stage stage : failed) {
      List<String> where = new ArrayList<>(path);
      execution.stages().stream()
          .filter(parent -> parent.id().equals(stage.parentStageId()))
          .forEach(parent -> where.add(parent.name()));
      where.add(stage.name());
      String child = stage.context().path("executionId").asText("");
      if (stage.type().equals("pipeline")
          && !child.isEmpty()
          && path.size() < DEPTH
          && !seen.contains(child)) {
        Optional<FailureCause> deeper = nested(child, reader, where, seen);
        if (deeper.isPresent()) {
          return deeper;
        }
      }
      String reason = reasonOf(stage);
      if (!reason.isEmpty()) {
        return Optional.of(new FailureCause(where, reason, execution.id()));
      }
    }
    if (execution.cancellationReason() != null) {
      return Optional.of(
          new FailureCause(path, line(execution.cancellationReason()), execution.id()));
    }
    return failed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new FailureCause(
                append(path, failed.get(0).name()),
                "stage of type " + failed.get(0).type() + " failed without a message",
                execution.id()));
  }

  private static Optional<FailureCause> nested(
      String child, Reader reader, List<String> where, Set<String> seen)
      throws InterruptedException {
    try {
      Execution execution = reader.read(child);
      return of(execution, reader, append(where, "pipeline " + execution.name()), seen);
    } catch (GateFailure e) {
      // the outer failure stays what it is; that the inner one cannot be read is said with it
      return Optional.of(
          new FailureCause(where, "nested execution " + child + ": " + e.getMessage(), child));
    }
  }

  /** What a stage says about its failure, or an empty text. */
  public static String reasonOf(Stage stage) {
    Set<String> texts = new LinkedHashSet<>();
    JsonNode context = stage.context();
    JsonNode details = context.path("exception").path("details");
    details.path("errors").forEach(e -> add(texts, e));
    if (texts.isEmpty()) {
      add(texts, details.path("error"));
    }
    add(texts, details.path("responseBody"));
    JsonNode kato = context.path("kato.tasks");
    if (kato.isArray() && !kato.isEmpty()) {
      add(texts, kato.get(kato.size() - 1).path("exception").path("message"));
    }
    add(texts, context.path("webhook").path("error"));
    add(texts, context.path("context").path("failureMessage"));
    if ("stop".equalsIgnoreCase(context.path("judgmentStatus").asText(""))) {
      texts.add(
          "the manual judgment was answered with stop"
              + (stage.judge() == null ? "" : " by " + stage.judge()));
    }
    JsonNode build = context.path("buildInfo");
    if (texts.isEmpty() && build.hasNonNull("result")) {
      texts.add(
          "build " + build.path("url").asText("") + " ended " + build.path("result").asText());
    }
    for (JsonNode task : stage.tasks()) {
      JsonNode thrown = task.path("taskExceptionDetails").path("exception").path("details");
      thrown.path("errors").forEach(e -> add(texts, e));
      add(texts, thrown.path("error"));
    }
    return line(String.join("; ", texts));
  }

  private static void add(Set<String> texts, JsonNode node) {
    String text = GateAnswers.lastMessage(node.asText(""));
    if (!text.isBlank()) {
      texts.add(text);
    }
  }

  private static List<String> append(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }

  private static String line(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() > SHOWN
        ? line.substring(0, SHOWN) + "… (" + (line.length() - SHOWN) + " characters more)"
        : line;
  }

  /** {@code Deploy → pipeline canary → Check: not allowed}. */
  @Override
  public String toString() {
    return (where.isEmpty() ? "" : String.join(" → ", where) + ": ") + reason;
  }
}
