package io.jenkins.embedded.platform.gate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.embedded.platform.kube.EmbeddedKubernetes;
import io.jenkins.embedded.platform.runtime.RegistryAccess;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
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
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DeployManifestTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String IMAGE = "127.0.0.1:1/shop/api@sha256:" + "c".repeat(64);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private EmbeddedKubernetes kubernetes;
  private EmbeddedGate server;
  private GateClient gate;

  @Before
  public void start() throws Exception {
    kubernetes =
        new EmbeddedKubernetes(folder.getRoot().toPath(), "cluster-token", RegistryAccess.none());
    server = new EmbeddedGate(kubernetes.uri(), "cluster-token", "run-token");
    server.application("shop", "shop@example.com");
    gate =
        GateClient.to(
            HttpEndpoint.at(server.uri())
                .authentication(Authentication.bearer(() -> "run-token"))
                .build());
  }

  @After
  public void stop() {
    gate.close();
    server.close();
    kubernetes.close();
  }

  private static String example() throws Exception {
    return Files.readString(Path.of("examples/shop/spinnaker/deploy-production.json"));
  }

  private Execution run(String definition) throws Exception {
    server.pipeline(JSON.readTree(definition));
    PipelineConfig config = gate.pipelineConfigs("shop").get(0);
    TriggerRequest request = new TriggerRequest("key").image(ImageReference.parse(IMAGE));
    String id = gate.trigger(config, request.toTrigger(config));
    Deadline deadline = Deadline.after(Duration.ofSeconds(60));
    Execution execution = gate.execution(id);
    while (!execution.isComplete() && !deadline.expired()) {
      execution = gate.execution(id);
    }
    return execution;
  }

  private JsonNode deployment() throws Exception {
    try (HttpCaller caller =
        HttpCaller.to(
            HttpEndpoint.at(kubernetes.uri())
                .authentication(Authentication.bearer(() -> "cluster-token"))
                .build())) {
      return caller
          .send(
              HttpCall.get(
                  "apis", "apps", "v1", "namespaces", "shop-production", "deployments", "api"))
          .json();
    }
  }

  @Test
  public void theImageIsAppliedByDigest() throws Exception {
    Execution execution = run(example().replace("\"replicas\": 1", "\"replicas\": 0"));
    assertEquals(
        FailureCause.of(execution, gate::execution).toString(),
        ExecutionStatus.SUCCEEDED,
        execution.status());
    JsonNode container =
        deployment().path("spec").path("template").path("spec").path("containers").path(0);
    assertEquals(IMAGE, container.path("image").asText());
  }

  @Test
  public void aRolloutThatFailsEndsTheStageWithItsReason() throws Exception {
    Execution execution = run(example());
    assertEquals(ExecutionStatus.TERMINAL, execution.status());
    String cause = FailureCause.of(execution, gate::execution).orElseThrow().toString();
    assertTrue(cause, cause.startsWith("Deploy to production: Deployment/api does not roll out: "));
    assertTrue(cause, cause.contains("ErrImagePull") || cause.contains("ImagePullBackOff"));
  }

  @Test
  public void aRefusalOfTheClusterIsTold() throws Exception {
    Execution execution = run(example().replace("\"kind\": \"Namespace\"", "\"kind\": \"Nosuch\""));
    assertEquals(ExecutionStatus.TERMINAL, execution.status());
    String cause = FailureCause.of(execution, gate::execution).orElseThrow().toString();
    assertTrue(cause, cause.contains("Nosuch/shop-production: the Kubernetes API answered 404"));
  }

  @Test
  public void anExpressionThatIsNotUnderstoodIsRefused() throws Exception {
    Execution execution = run(example().replace("\"value\": \"8080\"", "\"value\": \"${1 + 1}\""));
    String cause = FailureCause.of(execution, gate::execution).orElseThrow().toString();
    assertTrue(cause, cause.contains("does not understand the expression ${1 + 1}"));
  }
}
