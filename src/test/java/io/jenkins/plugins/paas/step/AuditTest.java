package io.jenkins.plugins.paas.step;

import static io.jenkins.plugins.paas.core.http.FaultyServer.answer;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.core.audit.AuditTrail;
import io.jenkins.plugins.paas.core.audit.Mutation;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What is written of a call that changes something, and what never is. */
public class AuditTest {

  private static final String SECRET = "canary-of-a-token";

  @Rule public final JenkinsRule rule = new JenkinsRule();

  @Before
  public void listen() {
    AuditSink.connect();
  }

  private List<String> lines() throws IOException {
    Path file = rule.jenkins.getRootDir().toPath().resolve("logs/paas-audit.jsonl");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private static HttpCaller caller(FaultyServer server) {
    return HttpCaller.to(
        HttpEndpoint.at(server.uri())
            .authentication(Authentication.bearer(() -> SECRET))
            .audited()
            .build());
  }

  @Test
  public void aCallIsALineWithoutBodyQueryAndSecret() throws Exception {
    try (FaultyServer server =
            FaultyServer.start(r -> answer(201, "{\"body\":\"" + SECRET + "\"}"));
        HttpCaller caller = caller(server);
        AuditTrail.Scope scope = AuditTrail.as("alice", "shop/api#7")) {
      AuditTrail.at("staging");
      caller.send(
          HttpCall.put("_index_template", "shop")
              .query("token", SECRET)
              .json(Map.of("password", SECRET)));
      caller.send(HttpCall.get("_index_template", "shop"));
      caller.send(HttpCall.post("shop", "_search").reading());
      assertEquals(lines().toString(), 1, lines().size());
      JsonNode line = new ObjectMapper().readTree(lines().get(0));
      assertEquals("alice", line.path("who").asText());
      assertEquals("shop/api#7", line.path("build").asText());
      assertEquals("staging", line.path("platform").asText());
      assertEquals(server.uri().getAuthority(), line.path("system").asText());
      assertEquals("PUT", line.path("verb").asText());
      assertEquals("/_index_template/shop", line.path("object").asText());
      assertEquals("201", line.path("outcome").asText());
      assertTrue(line.path("millis").isNumber());
      assertFalse(lines().toString(), lines().toString().contains(SECRET));
    }
  }

  @Test
  public void whatFailsIsWrittenToo() throws Exception {
    try (FaultyServer server = FaultyServer.start(r -> FaultyServer.resetAfter());
        HttpCaller caller = caller(server)) {
      assertThrows(HttpFailure.class, () -> caller.send(HttpCall.delete("pipelines", "a")));
      JsonNode line = new ObjectMapper().readTree(lines().get(0));
      assertEquals("RESET", line.path("outcome").asText());
      assertEquals("the controller's own work", "SYSTEM", line.path("who").asText());
      assertEquals("", line.path("build").asText());
    }
  }

  @Test
  public void aNameThatBreaksLinesStaysOneLine() throws Exception {
    Mutation mutation =
        new Mutation(Instant.EPOCH, "a\nb", "", "", "x", "put", "one\r\ntwo", "200", 1);
    assertFalse(AuditFile.line(mutation).contains("\n"));
    assertEquals("a b: put one  two at x: 200 in 1 ms", AuditLog.text(mutation));
  }

  @Test
  public void aFileOfTenMebibytesIsRolled() throws Exception {
    Path logs = Files.createDirectories(rule.jenkins.getRootDir().toPath().resolve("logs"));
    Files.write(logs.resolve("paas-audit.jsonl"), new byte[(10 << 20) + 1]);
    AuditTrail.report("x", "put", "one", "200", System.nanoTime());
    assertEquals(1, lines().size());
    assertTrue(Files.exists(logs.resolve("paas-audit.1.jsonl")));
  }

  @Test
  public void workOnAnotherThreadIsStillTheirs() throws Exception {
    try (AuditTrail.Scope scope = AuditTrail.as("alice", "shop/api#7")) {
      Thread other =
          new Thread(() -> AuditTrail.report("x", "put", "without", "200", System.nanoTime()));
      other.start();
      other.join();
      var carried =
          AuditTrail.carrying(
              () -> {
                AuditTrail.report("x", "put", "carried", "200", System.nanoTime());
                return null;
              });
      Thread lane =
          new Thread(
              () -> {
                try {
                  carried.call();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      lane.start();
      lane.join();
    }
    assertFalse(lines().get(0), lines().get(0).contains("alice"));
    assertTrue(lines().get(1), lines().get(1).contains("\"build\":\"shop/api#7\""));
  }
}
