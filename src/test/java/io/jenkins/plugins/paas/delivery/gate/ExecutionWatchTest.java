package io.jenkins.plugins.paas.delivery.gate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.embedded.platform.gate.EmbeddedGate;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Many that wait, few requests. */
public class ExecutionWatchTest {
  private EmbeddedGate server;

  @Before
  public void start() throws IOException {
    server = new EmbeddedGate(null, null, "run-token");
    server.application("shop", "shop@example.com");
  }

  @After
  public void stop() {
    server.close();
  }

  private static GateClient client(URI uri) {
    return GateClient.to(
        HttpEndpoint.at(uri)
            .authentication(Authentication.basic("jenkins", () -> "run-token"))
            .build());
  }

  @Test
  public void waitersShareTheirPolls() throws Exception {
    server.pipeline(
        new ObjectMapper()
            .readTree(
                "{\"application\":\"shop\",\"name\":\"p\",\"stages\":"
                    + "[{\"type\":\"wait\",\"refId\":\"1\",\"waitTime\":60}]}"));
    try (FaultyServer proxy = FaultyServer.inFrontOf(server.uri());
        GateClient counted = client(proxy.uri())) {
      PipelineConfig config = counted.pipelineConfigs("shop").get(0);
      String one = counted.trigger(config, Map.of());
      String two = counted.trigger(config, Map.of());
      ExecutionWatch watch = new ExecutionWatch(counted, Clock.systemUTC());
      watch.join(one);
      watch.join(two);
      assertEquals("p", watch.peek(one).orElseThrow().name());
      assertTrue(watch.peek(two).isPresent());
      assertEquals(1, proxy.count("GET", "/executions?"));
    }
  }

  @Test
  public void aThousandWaitersNeedFourRequests() throws Exception {
    try (FaultyServer proxy = FaultyServer.inFrontOf(server.uri());
        GateClient counted = client(proxy.uri())) {
      ExecutionWatch watch = new ExecutionWatch(counted, Clock.systemUTC());
      for (int i = 0; i < 1000; i++) {
        watch.join(String.format("01M83QMBCVV970QKTXV2%06d", i));
      }
      for (int i = 0; i < 1000; i++) {
        watch.peek(String.format("01M83QMBCVV970QKTXV2%06d", i));
      }
      assertEquals(4, proxy.count("GET", "/executions?"));
      proxy.requests().forEach(r -> assertTrue(r.path().length() < 8192));
    }
  }

  @Test
  public void aServerThatAsksForPatienceIsLeftAlone() throws Exception {
    try (FaultyServer faulty = FaultyServer.start();
        GateClient client = client(faulty.uri())) {
      faulty.then(FaultyServer.answer(503, "{\"message\":\"shed\"}", "Retry-After", "60"));
      ExecutionWatch watch = new ExecutionWatch(client, Clock.systemUTC());
      for (int i = 0; i < 3; i++) {
        assertEquals(
            Duration.ofSeconds(60),
            assertThrows(GateFailure.class, () -> watch.peek("x")).retryAfter());
      }
      assertEquals(1, faulty.requests().size());
    }
  }
}
