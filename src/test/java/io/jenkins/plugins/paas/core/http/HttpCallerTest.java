package io.jenkins.plugins.paas.core.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.core.wait.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class HttpCallerTest {

  private FaultyServer server;
  private HttpCaller caller;

  @Before
  public void start() throws Exception {
    server = FaultyServer.start();
    caller =
        HttpCaller.to(
            HttpEndpoint.at(server.uri())
                .authentication(Authentication.basic("jenkins", () -> "s3cret-canary"))
                .requestTimeout(Duration.ofSeconds(2))
                .maxBodyBytes(1000)
                .build());
  }

  @After
  public void stop() throws Exception {
    caller.close();
    server.close();
  }

  @Test
  public void encodesEachSegmentOnce() throws Exception {
    server.then(FaultyServer.answer(200, "{}"));
    caller.send(HttpCall.get("a b", "c/d", "100%", "ü#?+").query("q", "x&y z"));
    assertEquals(
        "/a%20b/c%2Fd/100%25/%C3%BC%23%3F%2B?q=x%26y%20z", server.requests().get(0).path());
  }

  @Test
  public void sendsAuthenticationAndJson() throws Exception {
    server.then(FaultyServer.answer(201, "{\"ok\":true}"));
    HttpAnswer answer = caller.send(HttpCall.post("things").json(Map.of("name", "x")));
    assertEquals(201, answer.status());
    assertTrue(answer.json().get("ok").asBoolean());
    FaultyServer.Request request = server.requests().get(0);
    assertEquals("{\"name\":\"x\"}", request.text());
    assertTrue(request.headers().get("Authorization").startsWith("Basic "));
    assertTrue(request.headers().get("User-Agent").startsWith("jenkins-paas/"));
  }

  @Test
  public void keepsTheSecretFromAnotherHost() throws Exception {
    try (FaultyServer other = FaultyServer.start()) {
      other.then(FaultyServer.answer(200, "{}"));
      caller.send(HttpCall.get().toAbsolute(URI.create(other.uri() + "/elsewhere")));
      assertNull(other.requests().get(0).headers().get("Authorization"));
    }
  }

  @Test
  public void retriesWhatPassesAndHonoursRetryAfter() throws Exception {
    server.then(
        FaultyServer.answer(503, "{}"),
        FaultyServer.resetBefore(),
        FaultyServer.answer(429, "{}", "Retry-After", "1"),
        FaultyServer.answer(200, "{\"n\":1}"));
    HttpAnswer answer =
        caller.sendRetrying(HttpCall.get("x"), Deadline.after(Duration.ofSeconds(30)));
    assertEquals(1, answer.json().get("n").asInt());
    assertEquals(4, server.requests().size());
  }

  @Test
  public void doesNotRepeatWhatIsNotIdempotent() {
    server.then(FaultyServer.resetAfter(), FaultyServer.answer(200, "{}"));
    HttpFailure failure =
        assertThrows(
            HttpFailure.class,
            () -> caller.sendRetrying(HttpCall.post("x"), Deadline.after(Duration.ofSeconds(9))));
    assertEquals(HttpFailure.Kind.RESET, failure.kind());
    assertEquals(1, server.requests().size());
  }

  @Test
  public void decidesAtOnceOn403() throws Exception {
    server.then(FaultyServer.answer(403, "{\"message\":\"no s3cret-canary for you\"}"));
    HttpAnswer answer =
        caller.sendRetrying(HttpCall.get("x"), Deadline.after(Duration.ofSeconds(9)));
    HttpFailure failure = assertThrows(HttpFailure.class, answer::requireSuccess);
    assertEquals(403, failure.status());
    assertFalse(failure.isTransient());
    assertTrue(failure.getMessage(), failure.getMessage().contains("no **** for you"));
    assertTrue(failure.getMessage(), failure.getMessage().contains("lacks the right"));
  }

  @Test
  public void anEmptySuccessCanBeAPassingFault() throws Exception {
    server.then(FaultyServer.answer(200, ""), FaultyServer.answer(200, "{}"));
    HttpAnswer answer =
        caller.sendRetrying(
            HttpCall.get("x").emptyIsTransient(), Deadline.after(Duration.ofSeconds(9)));
    assertEquals("{}", answer.text());
  }

  @Test
  public void saysWhatIsNotJson() throws Exception {
    server.then(FaultyServer.answer(200, "<html>log in</html>", "Content-Type", "text/html"));
    HttpAnswer answer = caller.send(HttpCall.get("x"));
    HttpFailure failure = assertThrows(HttpFailure.class, answer::json);
    assertEquals(HttpFailure.Kind.NOT_JSON, failure.kind());
    assertTrue(failure.getMessage(), failure.getMessage().contains("text/html"));
  }

  @Test
  public void refusesABodyOverTheCap() {
    server.then(FaultyServer.answer(200, "x".repeat(2000)));
    HttpFailure failure = assertThrows(HttpFailure.class, () -> caller.send(HttpCall.get("x")));
    assertEquals(HttpFailure.Kind.TOO_LARGE, failure.kind());
  }

  @Test
  public void saysWhenNothingListens() throws Exception {
    server.close();
    HttpFailure failure = assertThrows(HttpFailure.class, () -> caller.send(HttpCall.get("x")));
    assertEquals(HttpFailure.Kind.REFUSED, failure.kind());
    assertTrue(failure.isTransient());
    assertTrue(failure.getMessage(), failure.getMessage().contains("was refused"));
  }

  @Test
  public void givesUpOnSilence() {
    server.then(FaultyServer.silent());
    HttpFailure failure = assertThrows(HttpFailure.class, () -> caller.send(HttpCall.get("x")));
    assertEquals(HttpFailure.Kind.TIMEOUT, failure.kind());
  }

  @Test
  public void aTruncatedBodyIsABrokenConnection() {
    server.then(FaultyServer.truncated("{\"a\":\"0123456789\"}"));
    HttpFailure failure = assertThrows(HttpFailure.class, () -> caller.send(HttpCall.get("x")));
    assertEquals(HttpFailure.Kind.RESET, failure.kind());
  }

  @Test
  public void refusesAUrlWithUserInfo() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> HttpEndpoint.at(URI.create("http://user:canary@host/")));
    assertFalse(refusal.getMessage().contains("canary"));
  }
}
