package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;

import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** {@code paasDeploy} that waits for another delivery to the same place: it is still the second. */
class WaitingLock extends WaitingDeploy {

  @Override
  String script() {
    String deploy = "paasDeploy(pipeline: 'deploy', environment: 'production')";
    return "parallel a: { "
        + deploy
        + " }, b: { sleep 2; "
        + deploy
        + " }\n"
        + "echo 'both are delivered'";
  }

  @Override
  String waits() {
    return "delivers to test/shop/production, next in the queue";
  }

  @Override
  String ends() {
    return "both are delivered";
  }

  @Override
  void assertOnce(WorkflowRun run) {
    assertEquals(2, gate.executionsStarted());
  }
}
