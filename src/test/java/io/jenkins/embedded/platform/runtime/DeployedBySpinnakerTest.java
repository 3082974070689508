package io.jenkins.embedded.platform.runtime;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.embedded.platform.gate.EmbeddedGate;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.wait.Deadline;
import io.jenkins.plugins.paas.delivery.gate.Execution;
import io.jenkins.plugins.paas.delivery.gate.ExecutionStatus;
import io.jenkins.plugins.paas.delivery.gate.FailureCause;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import io.jenkins.plugins.paas.delivery.gate.PipelineConfig;
import io.jenkins.plugins.paas.delivery.gate.TriggerRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeSet;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** The sample's own pipeline, from a trigger to a pod that runs. */
public class DeployedBySpinnakerTest {
  @Rule public final RuntimeFixture runtime = new RuntimeFixture();
  private final TreeSet<String> messages = new TreeSet<>();
  private EmbeddedGate server;
  private GateClient gate;

  @Before
  public void start() throws Exception {
    server = new EmbeddedGate(runtime.cluster.uri(), "s3cret", "run-token");
    server.application("shop", "shop@example.com");
    server.pipeline(
        new ObjectMapper()
            .readTree(
                Files.readString(Path.of("examples/shop/spinnaker/deploy-production.json"))
                    .replace("shop/api", "shop/tiny")
                    .replace("/healthz", "/")));
    gate =
        GateClient.to(
            HttpEndpoint.at(server.uri())
                .authentication(Authentication.basic("jenkins", () -> "run-token"))
                .build());
  }

  @After
  public void stop() {
    gate.close();
    server.close();
  }

  private Execution deliver(String image) throws Exception {
    PipelineConfig config = gate.pipelineConfigs("shop").get(0);
    TriggerRequest request = new TriggerRequest(image).image(ImageReference.parse(image));
    String id = gate.trigger(config, request.toTrigger(config));
    Deadline deadline = Deadline.after(Duration.ofSeconds(60));
    Execution execution = gate.execution(id);
    while (!execution.isComplete() && !deadline.expired()) {
      execution = gate.execution(id);
      execution
          .stages()
          .forEach(
              s -> s.context().path("messages").forEach(message -> messages.add(message.asText())));
    }
    return execution;
  }

  private void succeeds(String image) throws Exception {
    Execution execution = deliver(image);
    assertEquals(
        FailureCause.of(execution, gate::execution).toString(),
        ExecutionStatus.SUCCEEDED,
        execution.status());
    var deployment =
        runtime.client.apps().deployments().inNamespace("shop-production").withName("api").get();
    assertEquals(
        image, deployment.getSpec().getTemplate().getSpec().getContainers().get(0).getImage());
    assertEquals(1, deployment.getStatus().getAvailableReplicas().intValue());
  }

  @Test
  public void eachDeliveryEndsWithItsImageRunning() throws Exception {
    succeeds(runtime.server("1"));
    assertTrue(messages.toString(), messages.contains("Deployment/api: 0 of 1 available"));
    assertTrue(messages.toString(), messages.contains("Deployment/api: 1 of 1 available"));
    succeeds(runtime.server("2"));
  }

  @Test
  public void aContainerThatEndsAgainAndAgainFailsTheStage() throws Exception {
    String image =
        runtime.push(
            new TinyImage()
                .type(TinyServer.class)
                .entrypoint("java", "-cp", "/app", RuntimeFixture.MAIN, "exit", "3"));
    Execution execution = deliver(image);
    assertEquals(ExecutionStatus.TERMINAL, execution.status());
    String cause = FailureCause.of(execution, gate::execution).orElseThrow().toString();
    assertTrue(cause, cause.contains("Deployment/api does not roll out: CrashLoopBackOff in api-"));
  }
}
