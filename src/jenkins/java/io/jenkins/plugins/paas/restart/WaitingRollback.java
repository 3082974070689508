package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;

import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import io.jenkins.plugins.paas.delivery.gate.PipelineConfig;
import io.jenkins.plugins.paas.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** {@code paasRollback}: two releases are there, the first is handed over again, once. */
class WaitingRollback extends WaitingDeploy {

  @Override
  void start(Path directory) throws Exception {
    super.start(directory);
    try (GateClient client =
        GateClient.to(
            HttpEndpoint.at(gate.uri())
                .authentication(Authentication.basic("paas", () -> SECRET))
                .build())) {
      PipelineConfig pipeline = client.pipelineConfigs("shop").get(0);
      for (int release = 1; release <= 2; release++) {
        // the same again would be no release to go back to
        Map<String, String> version = Map.of("version", String.valueOf(release));
        String id =
            client.trigger(pipeline, Map.of("environment", "production", "parameters", version));
        Await.until(
            Duration.ofSeconds(30),
            () -> client.execution(id),
            execution -> execution.isComplete(),
            () -> "a release");
      }
    }
  }

  @Override
  String script() {
    return "echo \"it is ${paasRollback(environment: 'production').status}\"";
  }

  @Override
  void assertOnce(WorkflowRun run) {
    assertEquals(3, gate.executionsStarted());
  }
}
