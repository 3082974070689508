package io.jenkins.plugins.paas.delivery;

import io.jenkins.plugins.paas.delivery.gate.Execution;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import io.jenkins.plugins.paas.delivery.gate.GateFailure;
import io.jenkins.plugins.paas.delivery.gate.Stage;
import io.jenkins.plugins.paas.step.StepLog;

/** Answers the manual judgments of an execution with one verdict, each once. */
record DeployJudgment(String verdict, DeployProgress progress, StepLog log) {

  /** The execution after all that waited were answered. */
  Execution answer(Execution execution, GateClient gate) throws GateFailure, InterruptedException {
    Execution now = execution;
    for (Stage stage : execution.awaitedJudgments()) {
      String key = stage.id() + "/judged";
      if (!progress.isNew(key, verdict)) {
        continue;
      }
      try {
        now = gate.judge(execution.id(), stage.id(), verdict);
      } catch (GateFailure e) {
        progress.isNew(key, ""); // not answered yet: the next poll does it
        throw e;
      }
      boolean takenBack = now.awaitedJudgments().stream().anyMatch(s -> s.id().equals(stage.id()));
      log.info(
          "stage '"
              + stage.name()
              + (takenBack
                  ? "': Spinnaker took the judgment back, so our user lacks the role for it;"
                      + " it is left to Deck"
                  : "' judged: " + verdict));
    }
    return now;
  }
}
