package io.jenkins.plugins.paas.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.text.DurationText;
import io.jenkins.plugins.paas.delivery.gate.Execution;
import io.jenkins.plugins.paas.delivery.gate.ExecutionStatus;
import io.jenkins.plugins.paas.delivery.gate.FailureCause;
import io.jenkins.plugins.paas.delivery.gate.Stage;
import io.jenkins.plugins.paas.step.StepLog;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** Tells what changed in an execution, each change once, also across a restart. */
final class DeployProgress implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 300;

  private final HashMap<String, String> told = new HashMap<>();

  /**
   * Says what is new.
   *
   * @param deckUrl where people look and judge, or {@code null}
   */
  void tell(Execution execution, String deckUrl, StepLog log) {
    if (isNew("execution", execution.statusText()) && !execution.isComplete()) {
      log.info(
          "execution "
              + execution.id()
              + " is "
              + (execution.status() == ExecutionStatus.NOT_STARTED
                  ? "queued: another execution of this pipeline runs, or it starts in a moment"
                  : execution.status() == ExecutionStatus.UNKNOWN
                      ? execution.statusText() + ", " + execution.status().words()
                      : execution.status().words()));
    }
    for (Stage stage : execution.stages()) {
      tell(stage, execution, deckUrl, log);
    }
  }

  private void tell(Stage stage, Execution execution, String deckUrl, StepLog log) {
    if (stage.status() == ExecutionStatus.NOT_STARTED || stage.isSynthetic() && !stage.isFailed()) {
      return; // synthetic stages are Spinnaker's own business until one fails
    }
    String name = "stage '" + stage.name() + "' (" + stage.type() + ")";
    if (stage.status().isComplete()) {
      tellMessages(name, stage, log); // the last ones come before the end
    }
    if (isNew(stage.id(), stage.status().name())) {
      StringBuilder text = new StringBuilder(name + " " + stage.status().words());
      if (stage.status().isComplete() && stage.startTime() > 0) {
        text.append(" after ").append(DurationText.format(stage.duration(stage.endTime())));
      }
      if (stage.judge() != null && stage.type().equals("manualJudgment")) {
        text.append(", judged by ").append(stage.judge());
      }
      String reason = stage.isFailed() ? FailureCause.reasonOf(stage) : "";
      log.info(text + (reason.isEmpty() ? "" : ": " + shorten(reason)));
    }
    tellMessages(name, stage, log);
    if (stage.awaitsJudgment() && isNew(stage.id() + "/judgment", "asked")) {
      String instructions = stage.context().path("instructions").asText("");
      log.info(
          name
              + " awaits a judgment"
              + (instructions.isEmpty() ? "" : ": " + shorten(instructions))
              + (deckUrl == null ? "" : " " + deckUrl));
    }
  }

  /** What a stage that applies manifests says about their rollout. */
  private void tellMessages(String name, Stage stage, StepLog log) {
    List<String> messages = new ArrayList<>();
    for (JsonNode message : stage.context().path("messages")) {
      messages.add(message.asText());
    }
    String all = String.join("; ", messages);
    if (!all.isEmpty() && isNew(stage.id() + "/messages", all)) {
      log.info(name + " " + shorten(all));
    }
  }

  /** Whether this was not said before under this key. */
  boolean isNew(String key, String text) {
    return !text.equals(told.put(key, text));
  }

  boolean isSaid(String key) {
    return !told.getOrDefault(key, "").isEmpty();
  }

  static String shorten(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() > SHOWN
        ? line.substring(0, SHOWN) + "… (" + (line.length() - SHOWN) + " characters more)"
        : line;
  }
}
