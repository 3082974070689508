package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;

import io.jenkins.plugins.paas.core.http.FaultyServer;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** {@code paasPipeline}: a definition that is saved, with an answer that never comes. */
final class WaitingPipeline extends WaitingDeploy {

  @Override
  void start(Path directory) throws Exception {
    super.start(directory);
    front.only("POST", "/pipelines").then(FaultyServer.silentAfter());
  }

  @Override
  String script() {
    return "node { writeFile file: 'ship.yaml', text: 'name: ship\\nstages: [{refId: 1, type: wait,"
        + " waitTime: 1}]'\n paasPipeline file: 'ship.yaml' }";
  }

  @Override
  String waits() {
    return "+++ ship";
  }

  @Override
  String ends() {
    return "pipeline ship saved";
  }

  @Override
  void assertOnce(WorkflowRun run) {
    assertEquals(1, front.count("POST", "/pipelines"));
  }
}
