package io.jenkins.plugins.paas.delivery;

import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.paas.delivery.gate.Execution;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import io.jenkins.plugins.paas.step.DeploymentResult;
import io.jenkins.plugins.paas.step.Evidence;
import io.jenkins.plugins.paas.step.StepLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What the end of an execution does to the build.
 *
 * @param rollbackTo the execution whose release was handed over again, or {@code null}
 * @param name of the execution, for sentences
 * @param deckUrl where people look at it, or {@code null}
 */
record DeployEnd(
    DeployRequest request, String rollbackTo, String name, String deckUrl, Duration elapsed) {

  /**
   * Records and tells the end, and makes the build unstable where stages failed on the way.
   *
   * @throws AbortException with the deepest cause when the execution failed or was canceled
   */
  DeploymentResult conclude(Execution execution, Run<?, ?> run, StepLog log, GateClient gate)
      throws IOException, InterruptedException {
    DeploymentResult result = DeployOutcome.result(execution, deckUrl);
    Evidence.record(
        run, DeployOutcome.evidence(execution, result, request, rollbackTo, elapsed.toMillis()));
    switch (execution.outcome()) {
      case WAITING -> log.info(name + " is left " + execution.status().words() + " (wait: false)");
      case SUCCESS -> log.done(name + " succeeded", elapsed);
      case UNSTABLE -> {
        List<String> survived =
            execution.survivedFailures().stream().map(s -> s.name() + " " + s.status()).toList();
        log.done(
            name
                + " ended "
                + execution.statusText()
                + ", but not all of its stages did, so the build is unstable: "
                + String.join(", ", survived),
            elapsed);
        run.setResult(Result.UNSTABLE);
      }
      case FAILURE, CANCELED ->
          throw new AbortException(DeployOutcome.failure(execution, name, deckUrl, gate));
    }
    return result;
  }
}
