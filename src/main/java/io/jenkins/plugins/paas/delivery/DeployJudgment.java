package io.jenkins.plugins.paas.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.model.Run;
import io.jenkins.plugins.paas.delivery.gate.Execution;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import io.jenkins.plugins.paas.delivery.gate.GateFailure;
import io.jenkins.plugins.paas.delivery.gate.Judgment;
import io.jenkins.plugins.paas.delivery.gate.Stage;
import io.jenkins.plugins.paas.step.Evidence;
import io.jenkins.plugins.paas.step.StepLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers the manual judgments of an execution, each once: with a fixed verdict, or with what
 * people say on the build's page.
 *
 * @param deckUrl where people see the execution, or {@code null}
 */
record DeployJudgment(
    String policy, String deckUrl, DeployProgress progress, StepLog log, Run<?, ?> run) {

  private static final String INPUT = "input";

  /** Whether people answered since the last look. */
  static boolean isAnswered(Run<?, ?> run, String executionId, DeployProgress progress) {
    DeliveryAction action = run.getAction(DeliveryAction.class);
    return action != null
        && action.getQuestions().stream()
            .anyMatch(
                q ->
                    q.getId().startsWith(executionId + "/")
                        && q.getVerdict() != null
                        && !progress.isSaid(judged(q.getId())));
  }

  /** The execution after all that waited and have an answer were answered. */
  Execution answer(Execution execution, GateClient gate) throws IOException, InterruptedException {
    Execution now = execution;
    Set<String> asked = new HashSet<>();
    for (Stage stage : execution.awaitedJudgments()) {
      String id = execution.id() + "/" + stage.id();
      asked.add(id);
      Optional<Judgment> judgment = judgment(id, execution, stage);
      if (judgment.isPresent() && progress.isNew(judged(id), judgment.get().verdict())) {
        now = send(id, execution, stage, judgment.get(), gate);
      }
    }
    if (policy.equals(INPUT) && run.getAction(DeliveryAction.class) != null) {
      DeliveryAction.of(run).withdraw(execution.id() + "/", asked); // answered in Deck meanwhile
    }
    return now;
  }

  private static String judged(String id) {
    return id + "/judged";
  }

  private Optional<Judgment> judgment(String id, Execution execution, Stage stage)
      throws IOException {
    if (!policy.equals(INPUT)) {
      return Optional.of(new Judgment(policy, null, null));
    }
    DeliveryAction action = DeliveryAction.of(run);
    if (action.find(id).isEmpty()) {
      List<String> choices = new ArrayList<>();
      for (JsonNode choice : stage.context().path("judgmentInputs")) {
        choices.add(choice.path("value").asText());
      }
      String instructions = stage.context().path("instructions").asText("");
      action.ask(
          DeliveryQuestion.judgment(
              id,
              "stage '"
                  + stage.name()
                  + "' of "
                  + execution.application()
                  + "/"
                  + execution.name()
                  + " awaits a judgment"
                  + (instructions.isEmpty() ? "" : ": " + DeployProgress.shorten(instructions)),
              deckUrl,
              choices));
      log.info("who holds PaaS/Deploy answers at " + action.where());
    }
    return action
        .find(id)
        .filter(q -> q.getVerdict() != null)
        .map(q -> new Judgment(q.getVerdict(), q.getChoice(), q.getBy()));
  }

  private Execution send(
      String id, Execution execution, Stage stage, Judgment judgment, GateClient gate)
      throws GateFailure, InterruptedException {
    Execution now;
    try {
      now = gate.judge(execution.id(), stage.id(), judgment);
    } catch (GateFailure e) {
      progress.isNew(judged(id), ""); // not answered yet: the next poll does it
      throw e;
    }
    boolean takenBack = now.awaitedJudgments().stream().anyMatch(s -> s.id().equals(stage.id()));
    String told =
        "stage '"
            + stage.name()
            + (takenBack
                ? "': Spinnaker took the judgment back, so our user lacks the role for it;"
                    + " it is left to Deck"
                : "' judged: " + judgment);
    log.info(told);
    if (judgment.by() != null && !takenBack) {
      Evidence.record(
          run,
          new Evidence(
              "judgment",
              told,
              Map.of(
                  "execution", execution.id(),
                  "stage", stage.name(),
                  "verdict", judgment.verdict(),
                  "by", judgment.by()),
              0));
    }
    return now;
  }
}
