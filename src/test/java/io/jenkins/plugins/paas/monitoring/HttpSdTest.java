package io.jenkins.plugins.paas.monitoring;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.monitoring.prometheus.AskingPrometheus;
import io.jenkins.plugins.paas.monitoring.prometheus.HttpSdStore;
import io.jenkins.plugins.paas.monitoring.prometheus.PrometheusApi;
import io.jenkins.plugins.paas.monitoring.prometheus.ScrapeTarget;
import io.jenkins.plugins.paas.monitoring.prometheus.ScrapedServer;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetGroup;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetMatch;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetProof;
import io.jenkins.plugins.paas.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The document over HTTP, and a real Prometheus that asks for it. */
public class HttpSdTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private Path file;
  private HttpSdStore store;
  private SdServer server;
  private HttpCaller caller;

  @Before
  public void start() throws Exception {
    file = folder.getRoot().toPath().resolve("staging.json");
    store = new HttpSdStore(file);
    server = new SdServer(store);
    caller = HttpCaller.to(HttpEndpoint.at(server.uri()).build());
  }

  @After
  public void stop() {
    caller.close();
    server.close();
  }

  private static TargetGroup group(String address) {
    return TargetGroup.of("shop/api", List.of(address), "/metrics", Map.of("service", "api"));
  }

  @Test
  public void whatIsUnchangedIsNotSentAgain() throws Exception {
    store.register("shop", group("10.0.0.1:80"));
    HttpAnswer first = caller.send(HttpCall.get());
    assertEquals(200, first.status());
    assertEquals("application/json", first.header("Content-Type").orElseThrow());
    assertEquals("10.0.0.1:80", first.json().get(0).at("/targets/0").asText());
    String tag = first.header("ETag").orElseThrow();
    assertEquals(304, caller.send(HttpCall.get().header("If-None-Match", tag)).status());
    store.register("shop", group("10.0.0.2:80"));
    assertEquals(200, caller.send(HttpCall.get().header("If-None-Match", tag)).status());
  }

  @Test
  public void whatCannotBeReadIsNoEmptyList() throws Exception {
    Files.writeString(file, "[{");
    HttpAnswer answer = caller.send(HttpCall.get());
    assertEquals(503, answer.status());
    assertEquals("30", answer.header("Retry-After").orElseThrow());
    Files.writeString(file, "[]");
    assertEquals(200, caller.send(HttpCall.get()).status());
  }

  @Test
  public void aRealPrometheusScrapesWhatIsRegisteredAndLetsGo() throws Exception {
    try (ScrapedServer shop = new ScrapedServer();
        AskingPrometheus prometheus =
            AskingPrometheus.start(folder.getRoot().toPath(), server.uri(), 2, 2);
        HttpCaller to = HttpCaller.to(HttpEndpoint.at(prometheus.uri()).build())) {
      PrometheusApi api = new PrometheusApi(to);
      TargetMatch match = TargetMatch.http("shop/api", SdServer.PATH);
      TargetProof proof = new TargetProof(match, List.of(shop.address()), api.targets());
      store.register("shop", group(shop.address()));
      TargetProof.Verdict verdict =
          Await.until(
              LIMIT,
              () -> proof.judge(api.targets()),
              TargetProof.Verdict::proven,
              () -> "it should be scraped");
      ScrapeTarget target = verdict.targets().get(0);
      assertEquals("http://" + shop.address() + "/metrics", target.url());
      assertTrue("" + target.labels(), target.labels().containsKey("service"));
      assertEquals("no meta label reaches series", 3, target.labels().size());
      store.unregister("shop", "shop/api");
      Await.until(
          LIMIT,
          () -> match.countActive(api.targets()),
          count -> count == 0,
          () -> "it should be let go");
    }
  }
}
