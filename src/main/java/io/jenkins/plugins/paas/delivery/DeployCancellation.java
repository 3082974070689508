package io.jenkins.plugins.paas.delivery;

import io.jenkins.plugins.paas.delivery.gate.Execution;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import io.jenkins.plugins.paas.delivery.gate.GateFailure;
import io.jenkins.plugins.paas.step.StepLog;
import java.io.Serializable;

/** Ends an execution on behalf of an aborted build; asked again until it has ended. */
final class DeployCancellation implements Serializable {

  private static final long serialVersionUID = 1L;

  /** So often a started execution is looked for before it counts as never started. */
  private static final int SEARCHES = 5;

  /** Cancelling is idempotent, so a request that came to nothing is repeated now and then. */
  private static final int REPEAT = 10;

  private int asked;
  private int searched;

  /** The execution that this key started, or {@code null}. */
  String find(DeployStart start, GateClient gate, String application, String correlationId)
      throws GateFailure, InterruptedException {
    searched++;
    return start.earlier(gate, application, correlationId).map(Execution::id).orElse(null);
  }

  boolean isSearched() {
    return searched >= SEARCHES;
  }

  /** Asks for the end once, and tells whether it has come; by status, never by a flag. */
  boolean isEnded(GateClient gate, String executionId, String build, StepLog log)
      throws GateFailure, InterruptedException {
    if (asked % REPEAT == 0) {
      gate.cancel(executionId, "Jenkins build " + build + " was aborted");
      if (asked == 0) {
        log.info("asked Spinnaker to cancel execution " + executionId);
      }
    }
    asked++;
    Execution execution = gate.execution(executionId);
    if (execution.isComplete()) {
      log.info("execution " + executionId + " has ended: " + execution.statusText());
    }
    return execution.isComplete();
  }
}
