package io.jenkins.plugins.paas.delivery.gate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.embedded.platform.gate.EmbeddedGate;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.http.FaultyServer.Fault;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.delivery.gate.GateFailure.Kind;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.Test;

/** What Gate, or what stands before it, answers when something is wrong, and what is made of it. */
public class GateBadAnswersTest {

  private static final String HTML = "<html>";

  private static GateClient client(FaultyServer server, Authentication authentication) {
    return GateClient.to(
        HttpEndpoint.at(server.uri())
            .authentication(authentication)
            .requestTimeout(Duration.ofSeconds(20))
            .build());
  }

  private static Fault error(int status, String... headers) {
    return FaultyServer.answer(status, "{\"message\":\"because\"}", headers);
  }

  @Test
  public void everyAnswerHasItsKind() throws Exception {
    Map<Kind, Fault[]> answers = new LinkedHashMap<>();
    answers.put(
        Kind.NOT_AUTHENTICATED,
        new Fault[] {
          error(302, "Location", "/login"),
          error(401),
          FaultyServer.answer(200, HTML, "Content-Type", "text/html")
        });
    answers.put(Kind.FORBIDDEN, new Fault[] {error(403)});
    answers.put(Kind.NOT_FOUND, new Fault[] {error(404)});
    answers.put(
        Kind.INVALID,
        new Fault[] {
          error(400), error(409), FaultyServer.answer(400, HTML, "Content-Type", "text/html")
        });
    answers.put(Kind.BUSY, new Fault[] {error(429, "Retry-After", "7"), error(503)});
    answers.put(
        Kind.SERVER,
        new Fault[] {error(500), FaultyServer.answer(502, HTML, "Content-Type", "text/html")});
    answers.put(Kind.EMPTY, new Fault[] {FaultyServer.answer(200, "")});
    answers.put(
        Kind.LOST, new Fault[] {FaultyServer.truncated("{\"id\":\"x\",\"status\":\"RUNNING\"}")});
    answers.put(Kind.FOREIGN, new Fault[] {FaultyServer.answer(200, "hello")});
    int checked = 0;
    try (FaultyServer server = FaultyServer.start();
        GateClient gate = client(server, Authentication.basic("a", () -> "secret-word"))) {
      for (Map.Entry<Kind, Fault[]> e : answers.entrySet()) {
        for (Fault fault : e.getValue()) {
          server.then(fault);
          GateFailure failure = assertThrows(GateFailure.class, () -> gate.execution("x"));
          assertEquals(failure.getMessage(), e.getKey(), failure.kind());
          assertFalse(failure.getMessage(), failure.getMessage().contains("secret-word"));
          checked++;
        }
      }
    }
    assertEquals(15, checked);
  }

  @Test
  public void aSuccessWithAnErrorInsideIsNoEnd() throws Exception {
    try (FaultyServer server = FaultyServer.start();
        GateClient gate = client(server, Authentication.basic("a", () -> "b"))) {
      server.then(FaultyServer.answer(200, "{\"error\":\"Internal\",\"message\":\"orca\"}"));
      assertFalse(gate.execution("x").isComplete());
      server.then(FaultyServer.answer(202, "{\"message\":\"no ref\"}"));
      PipelineConfig config = PipelineConfig.of(new ObjectMapper().readTree("{\"id\":\"1\"}"));
      GateFailure failure = assertThrows(GateFailure.class, () -> gate.trigger(config, Map.of()));
      assertTrue(
          failure.getMessage(), failure.getMessage().contains("without naming an execution"));
    }
  }

  @Test
  public void anotherGateBehindTheBalancerIsLoggedInToAgain() throws Exception {
    try (EmbeddedGate server = new EmbeddedGate(null, null, "run-token");
        FaultyServer balancer = FaultyServer.inFrontOf(server.uri());
        GateClient gate = client(balancer, Authentication.basic("a", () -> "run-token"))) {
      server.application("shop", "shop@example.com");
      gate.applications();
      balancer.only("GET", "/applications").then(error(302, "Location", "/login"));
      assertTrue("the session is unknown to the other one", gate.applications().contains("shop"));
      assertEquals(2, server.sessionsMade());
    }
  }

  @Test
  public void eachKindOfCredentialIsSentInItsWay() throws Exception {
    Map<String, Authentication> kinds = new LinkedHashMap<>();
    kinds.put("Authorization: Basic YTpi", Authentication.basic("a", () -> "b"));
    kinds.put("Authorization: Bearer t0ken", Authentication.bearer(() -> "t0ken"));
    kinds.put(
        "X-Spinnaker-Token: spk_1", Authentication.header("X-Spinnaker-Token", () -> "spk_1"));
    for (Map.Entry<String, Authentication> e : kinds.entrySet()) {
      try (FaultyServer server = FaultyServer.start();
          GateClient gate = client(server, e.getValue())) {
        server.then(FaultyServer.answer(200, "[]"));
        gate.applications();
        Map<String, String> headers = server.requests().get(0).headers();
        String[] wanted = e.getKey().split(": ");
        assertEquals(wanted[1], headers.get(wanted[0]));
        assertEquals("normal", headers.get("X-Spinnaker-Priority"));
      }
    }
    try (FaultyServer server = FaultyServer.start();
        GateClient gate = GateClient.to(HttpEndpoint.at(server.uri()).build())) {
      server.then(FaultyServer.answer(200, "[]"));
      gate.applications();
      assertFalse(server.requests().get(0).headers().containsKey("Authorization"));
    }
  }

  @Test
  public void fiftyMegabytesAreReadAsTheyCome() throws Exception {
    String text = "x".repeat(1 << 20);
    StringBuilder parent = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      parent.append(i == 0 ? "" : ",").append('"').append(text).append('"');
    }
    String body =
        "{\"id\":\"x\",\"status\":\"TERMINAL\",\"trigger\":{\"correlationId\":\"k\","
            + "\"parentExecution\":{\"stages\":["
            + parent
            + "]}},\"stages\":[{\"id\":\"1\",\"name\":\"S\",\"status\":\"TERMINAL\",\"context\":{"
            + "\"exception\":{\"details\":{\"errors\":[\"no quota "
            + text
            + "\"]}}}}]}";
    try (InputStream in = InputStream.nullInputStream()) {
      assertEquals(0, ExecutionDocument.shown(in).length);
    }
    try (FaultyServer server = FaultyServer.start();
        GateClient gate = client(server, Authentication.basic("a", () -> "b"))) {
      server.then(FaultyServer.answer(200, body));
      Execution execution = gate.execution("x");
      assertEquals("k", execution.correlationId());
      String cause = FailureCause.of(execution, gate::execution).orElseThrow().toString();
      assertTrue(cause.substring(0, 20), cause.startsWith("S: no quota xxx"));
      assertTrue("the cap is said", cause.endsWith(" characters more)"));
      assertTrue("kept: " + cause.length(), cause.length() < 2000);
    }
    byte[] kept =
        ExecutionDocument.shown(
            new java.io.ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    assertTrue("kept of 51 MiB: " + kept.length, kept.length < 20_000);
  }
}
