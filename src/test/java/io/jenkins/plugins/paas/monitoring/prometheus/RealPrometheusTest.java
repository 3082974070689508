package io.jenkins.plugins.paas.monitoring.prometheus;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.embedded.platform.prometheus.PrometheusProcess;
import io.jenkins.embedded.platform.prometheus.PrometheusServer;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.testing.Await;
import io.jenkins.plugins.paas.testing.RealServices;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

/** The contract on the real program. */
public class RealPrometheusTest extends TargetProofContract {

  @Override
  protected PrometheusServer startPrometheus() throws Exception {
    RealServices.program("prometheus", "prometheus");
    PrometheusServer server = PrometheusProcess.start(folder.getRoot().toPath());
    RealServices.ran("prometheus");
    return server;
  }

  @Test
  public void aRuleThatFailsAtEvaluationIsNamedWithItsError() throws Exception {
    String twoSeries =
        "(label_replace(vector(1), 'a', '1', '', '') or label_replace(vector(1), 'a', '2', '', ''))";
    RuleFile rules =
        RuleFile.parse(
            "groups: [{name: g, interval: 1s, rules: [{record: x, expr: \"vector(1) * on()"
                + " group_left() "
                + twoSeries
                + "\"}]}]",
            "alerts.yaml");
    try (HttpCaller caller = HttpCaller.to(HttpEndpoint.at(prometheus.uri()).build())) {
      PrometheusApi api = new PrometheusApi(caller);
      assertEquals(
          "the parser has nothing against it",
          PrometheusApi.Syntax.VALID,
          api.check(rules.rules().get(0).expression()).syntax());
      new RuleDirectory(prometheus.rulesDirectory()).register("shop", rules, api);
      String message =
          Await.until(
              Duration.ofSeconds(40),
              () -> verdict(rules, api),
              text -> !text.isEmpty(),
              () -> "the rule should fail");
      assertTrue(message, message.startsWith("Rule g/x of alerts.yaml is loaded, but fails: "));
      assertTrue(message, message.contains("found duplicate series for the match group"));
    }
  }

  private static String verdict(RuleFile rules, PrometheusApi api) throws Exception {
    try {
      RuleProof.judge(rules, "paas-shop.yaml", api.rules());
      return "";
    } catch (PrometheusFailure e) {
      return e.getMessage();
    }
  }

  @Test
  public void anObjectiveIsJudgedByWhatTheServerSays() throws Exception {
    try (HttpCaller caller = HttpCaller.to(HttpEndpoint.at(prometheus.uri()).build())) {
      PrometheusApi api = new PrometheusApi(caller);
      SloWatch watch = new SloWatch(new SloRule("<", 2), Duration.ZERO);
      assertEquals(List.of(), watch.look(api.evaluate("vector(1)"), Instant.now()));
      assertEquals(List.of("{}"), watch.look(api.evaluate("vector(3)"), Instant.now()));
      assertEquals(List.of(), watch.look(api.evaluate("scalar(vector(1)) / 0 * 0"), Instant.now()));
      assertEquals("2 of 3 looks had values", watch.looks());
      PrometheusFailure failure =
          assertThrows(PrometheusFailure.class, () -> api.evaluate("rate(up[5m"));
      assertTrue(failure.getMessage(), failure.getMessage().contains("refused the query: 1:"));
    }
  }
}
