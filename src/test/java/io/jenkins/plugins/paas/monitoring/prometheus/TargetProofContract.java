package io.jenkins.plugins.paas.monitoring.prometheus;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.embedded.platform.prometheus.PrometheusServer;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.testing.Await;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What registration and proof must do with any Prometheus: the real one and the stand-in. */
public abstract class TargetProofContract {

  private static final Duration LIMIT = Duration.ofSeconds(40);

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  protected PrometheusServer prometheus;
  private HttpCaller caller;
  private PrometheusApi api;
  private FileSd files;

  protected abstract PrometheusServer startPrometheus() throws Exception;

  @Before
  public void start() throws Exception {
    prometheus = startPrometheus();
    caller = HttpCaller.to(HttpEndpoint.at(prometheus.uri()).build());
    api = new PrometheusApi(caller);
    files = new FileSd(prometheus.targetsDirectory());
  }

  @After
  public void stop() {
    if (prometheus != null) {
      caller.close();
      prometheus.close();
    }
  }

  private TargetProof register(String path, String... addresses) throws Exception {
    TargetGroup group =
        TargetGroup.of("shop-staging/api", List.of(addresses), path, Map.of("service", "api"));
    TargetProof proof =
        new TargetProof(
            TargetMatch.file(group.registration(), files.file("shop").getFileName().toString()),
            group.addresses(),
            api.targets());
    files.register("shop", group);
    return proof;
  }

  private TargetProof.Verdict await(
      TargetProof proof, java.util.function.Predicate<TargetProof.Verdict> done) throws Exception {
    return Await.until(LIMIT, () -> proof.judge(api.targets()), done, () -> "no such verdict");
  }

  @Test
  public void targetThatAnswersIsProven() throws Exception {
    try (ScrapedServer shop = new ScrapedServer()) {
      TargetProof.Verdict verdict =
          await(register("/metrics", shop.address()), TargetProof.Verdict::proven);
      assertEquals("http://" + shop.address() + "/metrics", verdict.targets().get(0).url());
      assertNotNull(verdict.lastScrape());
      assertEquals(
          "3",
          api.query("orders{service=\"api\",product=~\"t.*\"}")
              .get(0)
              .path("value")
              .get(1)
              .asText());
      assertFalse(
          "internal labels must not reach series",
          verdict.targets().get(0).labels().containsKey(TargetGroup.REGISTRATION));
    }
  }

  @Test
  public void registeringAgainAsksForAnotherScrape() throws Exception {
    try (ScrapedServer shop = new ScrapedServer()) {
      TargetProof.Verdict first =
          await(register("/metrics", shop.address()), TargetProof.Verdict::proven);
      TargetProof.Verdict second =
          await(register("/metrics", shop.address()), TargetProof.Verdict::proven);
      assertTrue(second.lastScrape().isAfter(first.lastScrape()));
    }
  }

  @Test
  public void portWhereNothingListensIsRefusedWithTheTargetAndItsError() throws Exception {
    TargetProof proof = register("/metrics", "127.0.0.1:1");
    String message = failure(proof, "refused");
    assertTrue(
        message, message.contains("http://127.0.0.1:1/metrics is down, lastError: Get \"http"));
    assertTrue(message, message.contains("connection refused. Nothing listens there: is the port"));
  }

  @Test
  public void wrongPathIsRefusedWithTheStatus() throws Exception {
    try (ScrapedServer shop = new ScrapedServer()) {
      String message = failure(register("/wrong", shop.address()), "404");
      assertTrue(message, message.contains("server returned HTTP status 404 Not Found"));
      assertTrue(message, message.contains("set 'path'"));
    }
  }

  @Test
  public void targetThatHangsIsRefusedWithTheDeadline() throws Exception {
    // accepts, as the kernel does for a stopped process, and never answers
    try (var hanging =
        new java.net.ServerSocket(0, 50, java.net.InetAddress.getByName("127.0.0.1"))) {
      String message =
          failure(register("/metrics", "127.0.0.1:" + hanging.getLocalPort()), "deadline");
      assertTrue(message, message.contains("context deadline exceeded"));
      assertTrue(message, message.contains("is it stopped?"));
    }
  }

  private String failure(TargetProof proof, String part) throws Exception {
    TargetProof.Verdict verdict =
        await(proof, v -> v.lines().values().stream().anyMatch(line -> line.contains(part)));
    assertFalse(verdict.proven());
    return proof.failure(verdict, prometheus.uri().toString()).getMessage();
  }

  @Test
  public void unregisteredTargetGoesAndOthersStay() throws Exception {
    try (ScrapedServer shop = new ScrapedServer()) {
      await(register("/metrics", shop.address()), TargetProof.Verdict::proven);
      TargetGroup other = TargetGroup.of("blog/web", List.of(shop.address()), "/metrics", Map.of());
      files.register("blog", other);
      assertEquals(Outcome.REMOVED, files.unregister("shop", "shop-staging/api"));
      List<ScrapeTarget> left =
          Await.until(
              LIMIT,
              api::targets,
              t -> t.size() == 1 && t.get(0).discoveredLabels().containsValue("blog/web"),
              () -> "the other target alone must stay");
      assertEquals(shop.address(), left.get(0).address());
    }
  }

  @Test
  public void rulesAreLoaded() throws Exception {
    RuleFile rules =
        RuleFile.parse(
            Files.readString(java.nio.file.Path.of("examples/shop/monitoring/alerts.yaml")),
            "alerts.yaml");
    RuleDirectory directory = new RuleDirectory(prometheus.rulesDirectory());
    assertEquals(Outcome.CREATED, directory.register("shop", rules, api));
    assertEquals(Outcome.UNCHANGED, directory.register("shop", rules, api));
    RuleProof.Verdict verdict =
        Await.until(
            LIMIT,
            () -> RuleProof.judge(rules, "paas-shop.yaml", api.rules()),
            v -> prometheus.isReal() ? v.isEvaluated() : v.isLoaded(),
            () -> "the rules must be loaded");
    assertEquals(List.of(), verdict.missing());
    assertEquals(Outcome.REMOVED, directory.unregister("shop", api));
    assertEquals(List.of(), api.rules());
  }

  @Test
  public void rulesThatTheServerRefusesAreTakenBack() throws Exception {
    RuleDirectory directory = new RuleDirectory(prometheus.rulesDirectory());
    Files.writeString(prometheus.rulesDirectory().resolve("foreign.yaml"), "groups: [broken");
    RuleFile rules =
        RuleFile.parse("groups: [{name: a, rules: [{record: x, expr: up}]}]", "alerts.yaml");
    PrometheusFailure failure =
        assertThrows(PrometheusFailure.class, () -> directory.register("shop", rules, api));
    assertTrue(failure.getMessage(), failure.getMessage().contains("refused its files"));
    assertFalse(Files.exists(directory.file("shop")));
  }

  @Test
  public void versionAndSyntax() throws Exception {
    assertFalse(api.version().isEmpty());
    assertEquals(PrometheusApi.Syntax.VALID, api.check("up").syntax());
    if (prometheus.isReal()) {
      PrometheusApi.SyntaxCheck check = api.check("up{");
      assertEquals(PrometheusApi.Syntax.INVALID, check.syntax());
      assertTrue(check.message(), check.message().startsWith("1:4: parse error"));
    } else {
      assertEquals(PrometheusApi.Syntax.UNCHECKED, api.check("rate(up[5m])").syntax());
    }
  }
}
