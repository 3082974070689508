package io.jenkins.plugins.paas.delivery.gate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.embedded.platform.gate.EmbeddedGate;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.wait.Deadline;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class GateClientTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DIGEST = "sha256:" + "a".repeat(64);

  private EmbeddedGate server;
  private GateClient gate;

  @Before
  public void start() throws IOException {
    server = new EmbeddedGate(null, null, "run-token");
    server.application("shop", "shop@example.com");
    gate = client(server.uri());
  }

  @After
  public void stop() {
    gate.close();
    server.close();
  }

  private static GateClient client(URI uri) {
    return GateClient.to(
        HttpEndpoint.at(uri)
            .authentication(Authentication.basic("jenkins", () -> "run-token"))
            .build());
  }

  private void pipeline(String text) throws IOException {
    server.pipeline(JSON.readTree(text.replace('\'', '"')));
  }

  private Handover.Started start(String name, String key, Map<String, ?> parameters)
      throws Exception {
    Handover handover = new Handover(gate, message -> {});
    PipelineConfig config = handover.find("shop", name, soon());
    return handover.start(
        config, new TriggerRequest(CorrelationId.of(key)).parameters(parameters), soon());
  }

  private Execution end(String id) throws Exception {
    Deadline deadline = soon();
    Execution execution = gate.execution(id);
    while (!execution.isComplete() && !deadline.expired()) {
      execution = gate.execution(id);
    }
    return execution;
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(15));
  }

  @Test
  public void oneSessionIsKept() throws Exception {
    assertEquals("jenkins", gate.whoAmI().orElseThrow());
    gate.applications();
    gate.applications();
    assertEquals(1, server.sessionsMade());
  }

  @Test
  public void aLoginPageIsARefusal() throws Exception {
    try (GateClient stranger =
        GateClient.to(
            HttpEndpoint.at(server.uri())
                .authentication(Authentication.basic("jenkins", () -> "wrong"))
                .build())) {
      assertTrue(stranger.whoAmI().isEmpty());
      GateFailure failure = assertThrows(GateFailure.class, stranger::applications);
      assertEquals(GateFailure.Kind.NOT_AUTHENTICATED, failure.kind());
      assertTrue(failure.getMessage(), failure.getMessage().contains("credential"));
      assertFalse(failure.getMessage(), failure.getMessage().contains("wrong"));
    }
  }

  @Test
  public void anApiTokenWorks() throws Exception {
    try (GateClient other =
        GateClient.to(
            HttpEndpoint.at(server.uri())
                .authentication(Authentication.header("X-Spinnaker-Token", () -> "run-token"))
                .build())) {
      assertTrue(other.applications().contains("shop"));
    }
  }

  @Test
  public void namesThatDoNotSurviveAPathGoById() throws Exception {
    for (String name : List.of("a b", "a+b?c#d", "größe", "a/b", "a%b", "a;b", "a\\b")) {
      server.pipeline(
          JSON.createObjectNode()
              .put("application", "shop")
              .put("name", name)
              .set(
                  "stages", JSON.readTree("[{\"type\":\"wait\",\"refId\":\"1\",\"waitTime\":0}]")));
      Handover.Started started = start(name, "key " + name, Map.of());
      assertEquals(name, end(started.executionId()).name());
    }
  }

  @Test
  public void anUnknownNameHasNeighbours() throws Exception {
    pipeline("{'application':'shop','name':'deploy-staging'}");
    Handover handover = new Handover(gate, message -> {});
    Exception pipeline =
        assertThrows(
            Handover.UnknownName.class, () -> handover.find("shop", "deploy-stagin", soon()));
    assertTrue(pipeline.getMessage(), pipeline.getMessage().contains("'deploy-staging'"));
    Exception application =
        assertThrows(Handover.UnknownName.class, () -> handover.find("shpo", "x", soon()));
    assertTrue(application.getMessage(), application.getMessage().contains("'shop'"));
  }

  @Test
  public void aKeyStartsOnceAlsoWhenItHasEnded() throws Exception {
    pipeline(
        "{'application':'shop','name':'p','stages':[{'type':'wait','refId':'1','waitTime':0}]}");
    Handover.Started first = start("p", "job/a b(1)#1:7", Map.of());
    assertEquals(ExecutionStatus.SUCCEEDED, end(first.executionId()).status());
    Handover.Started second = start("p", "job/a b(1)#1:7", Map.of());
    assertEquals(first.executionId(), second.executionId());
    assertTrue(second.found());
    assertEquals(1, server.executionsStarted());
  }

  @Test
  public void imagesBindToWhatTheyMatch() throws Exception {
    pipeline(
        "{'application':'shop','name':'p','stages':[{'type':'wait','refId':'1','waitTime':0}],"
            + "'expectedArtifacts':[{'id':'img','matchArtifact':{'type':'docker/image','name':'.*shop/api'}},"
            + "{'id':'other','matchArtifact':{'type':'docker/image','name':'reg/shop/web'}}]}");
    PipelineConfig config = gate.pipelineConfigs("shop").get(0);
    TriggerRequest request =
        new TriggerRequest("k")
            .image(ImageReference.parse("reg.example.com/shop/api:1@" + DIGEST))
            .image(ImageReference.parse("reg.example.com/shop/db@" + DIGEST));
    Map<String, Object> trigger = request.toTrigger(config);
    assertEquals(List.of("img"), trigger.get("expectedArtifactIds"));
    assertEquals("other", request.unmatched(config).get(0).id());
    assertEquals(List.of("reg.example.com/shop/db@" + DIGEST), request.unused(config));
    assertThrows(
        IllegalArgumentException.class,
        () -> request.image(ImageReference.parse("reg.example.com/shop/api:1")));
    assertEquals(ExecutionStatus.SUCCEEDED, end(gate.trigger(config, trigger)).status());
  }

  @Test
  public void theDeepestCauseIsFound() throws Exception {
    pipeline(
        "{'application':'shop','name':'inner','id':'inner','stages':[{'type':'checkPreconditions',"
            + "'name':'Guard','refId':'1','preconditions':[{'type':'expression','context':"
            + "{'expression':'false','failureMessage':'version not allowed'}}]}]}");
    pipeline(
        "{'application':'shop','name':'outer','stages':[{'type':'pipeline','name':'Child',"
            + "'refId':'1','application':'shop','pipeline':'inner'}]}");
    Execution execution = end(start("outer", "k", Map.of()).executionId());
    assertEquals(ExecutionStatus.TERMINAL, execution.status());
    assertEquals(
        "Child → pipeline inner → Guard → Check precondition (expression): version not allowed",
        FailureCause.of(execution, gate::execution).orElseThrow().toString());
  }

  @Test
  public void judgmentsAndSurvivedFailures() throws Exception {
    pipeline(
        "{'application':'shop','name':'p','stages':[{'type':'manualJudgment','refId':'1'},"
            + "{'type':'nosuch','name':'Odd','refId':'2','requisiteStageRefIds':['1'],"
            + "'failPipeline':false,'continuePipeline':true}]}");
    String id = start("p", "k", Map.of()).executionId();
    Deadline deadline = soon();
    while (gate.execution(id).awaitedJudgments().isEmpty() && !deadline.expired()) {
      Thread.onSpinWait();
    }
    Stage stage = gate.execution(id).awaitedJudgments().get(0);
    assertTrue(
        gate.judge(id, stage.id(), new Judgment("continue", null, null))
            .awaitedJudgments()
            .isEmpty());
    Execution execution = end(id);
    assertEquals(ExecutionStatus.SUCCEEDED, execution.status());
    assertEquals(ExecutionStatus.Outcome.UNSTABLE, execution.outcome());
    assertEquals("Odd", execution.survivedFailures().get(0).name());
  }

  @Test
  public void aQueuedRunIsSuperseded() throws Exception {
    pipeline(
        "{'application':'shop','name':'p','limitConcurrent':true,"
            + "'stages':[{'type':'wait','refId':'1','waitTime':60}]}");
    String first = start("p", "1", Map.of()).executionId();
    String second = start("p", "2", Map.of()).executionId();
    String third = start("p", "3", Map.of()).executionId();
    assertTrue(end(second).isSuperseded());
    assertEquals(ExecutionStatus.NOT_STARTED, gate.execution(third).status());
    gate.cancel(first, "enough");
    assertEquals("enough", end(first).cancellationReason());
    gate.cancel(third, null);
    assertFalse(end(third).isSuperseded());
  }

  @Test
  public void answersAreToldApart() throws Exception {
    try (FaultyServer faulty = FaultyServer.start();
        GateClient client = client(faulty.uri())) {
      faulty.then(
          FaultyServer.answer(200, ""),
          FaultyServer.answer(200, "<html>", "Content-Type", "text/html"),
          FaultyServer.answer(
              400, "{\"message\":\"a. Error: Status: 400, URL: http://in.ternal, Message: why\"}"),
          FaultyServer.answer(
              429,
              "{\"message\":\"slow\"}",
              "Date",
              "Mon, 23 Nov 2026 08:00:00 GMT",
              "X-RateLimit-Reset",
              "Mon, 23 Nov 2026 08:00:07 GMT"));
      assertEquals(
          GateFailure.Kind.EMPTY,
          assertThrows(GateFailure.class, () -> client.execution("x")).kind());
      assertEquals(
          GateFailure.Kind.NOT_AUTHENTICATED,
          assertThrows(GateFailure.class, () -> client.execution("x")).kind());
      GateFailure refused = assertThrows(GateFailure.class, () -> client.execution("x"));
      assertTrue(refused.getMessage(), refused.getMessage().contains("answered 400: why (to"));
      assertFalse(refused.getMessage(), refused.getMessage().contains("in.ternal"));
      GateFailure limited = assertThrows(GateFailure.class, () -> client.execution("x"));
      assertEquals(Duration.ofSeconds(7), limited.retryAfter());
      assertTrue(limited.isTransient());
      JsonNode none = JSON.createObjectNode();
      assertEquals(ExecutionStatus.UNKNOWN, Execution.of(none).status());
    }
  }
}
