package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.embedded.platform.gate.EmbeddedGate;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.SpinnakerTarget;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** {@code paasDeploy}: a Spinnaker execution that takes a few seconds, seen at the stand-in. */
class WaitingDeploy extends WaitingStep {

  EmbeddedGate gate;
  FaultyServer front;

  @Override
  void start(Path directory) throws Exception {
    gate = new EmbeddedGate(null, null, SECRET);
    gate.application("shop", "shop@example.com");
    gate.pipeline(
        new ObjectMapper()
            .readTree(
                "{\"application\":\"shop\",\"name\":\"deploy\",\"parameterConfig\":[{\"name\":\"version\","
                    + "\"default\":\"1\"}],\"stages\":[{\"type\":\"wait\","
                    + "\"name\":\"Settle\",\"refId\":\"1\",\"waitTime\":6}]}"));
    front = FaultyServer.inFrontOf(gate.uri());
  }

  @Override
  void configure(Platform platform) {
    SpinnakerTarget target = new SpinnakerTarget(front.uri().toString());
    target.setCredentialsId("remote");
    platform.setSpinnaker(target);
  }

  @Override
  String script() {
    return "echo \"it is ${paasDeploy(pipeline: 'deploy').status}\"";
  }

  @Override
  String waits() {
    return "stage 'Settle' (wait) running";
  }

  @Override
  String ends() {
    return "it is SUCCEEDED";
  }

  @Override
  void assertOnce(WorkflowRun run) {
    assertEquals(1, gate.executionsStarted());
  }

  @Override
  public void close() throws Exception {
    front.close();
    gate.close();
  }
}
