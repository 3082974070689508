package io.jenkins.plugins.paas.monitoring.prometheus;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.io.IOException;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class PrometheusApiTest {

  private FaultyServer server;
  private HttpCaller caller;
  private PrometheusApi api;

  @Before
  public void start() throws IOException {
    server = FaultyServer.start();
    caller = HttpCaller.to(HttpEndpoint.at(server.uri()).build());
    api = new PrometheusApi(caller);
  }

  @After
  public void stop() throws IOException {
    caller.close();
    server.close();
  }

  @Test
  public void status503IsPassing() {
    server.then(FaultyServer.answer(503, "starting"));
    HttpFailure failure = assertThrows(HttpFailure.class, api::targets);
    assertTrue(failure.isTransient());
    assertTrue(failure.getMessage(), failure.getMessage().contains("/api/v1/targets"));
  }

  @Test
  public void status401Decides() {
    server.then(FaultyServer.answer(401, "{}"));
    HttpFailure failure = assertThrows(HttpFailure.class, api::targets);
    assertFalse(failure.isTransient());
    assertEquals(401, failure.status());
  }

  @Test
  public void pageInsteadOfJsonIsNamed() {
    server.then(FaultyServer.answer(200, "<html>Sign in</html>", "Content-Type", "text/html"));
    HttpFailure failure = assertThrows(HttpFailure.class, api::targets);
    assertEquals(HttpFailure.Kind.NOT_JSON, failure.kind());
  }

  @Test
  public void emptyAnswerIsNamed() {
    server.then(FaultyServer.answer(200, ""));
    assertThrows(HttpFailure.class, api::targets);
  }

  @Test
  public void anotherServersJsonIsNamed() {
    server.then(FaultyServer.answer(200, "{\"hello\":1}"));
    PrometheusFailure failure = assertThrows(PrometheusFailure.class, api::rules);
    assertTrue(failure.getMessage(), failure.getMessage().contains("did not answer as Prometheus"));
    server.then(FaultyServer.answer(200, "{\"status\":\"success\",\"data\":{}}"));
    failure = assertThrows(PrometheusFailure.class, api::targets);
    assertTrue(failure.getMessage(), failure.getMessage().contains("activeTargets is missing"));
  }

  @Test
  public void reloadWithoutLifecycleIsNoSuccess() throws Exception {
    server.then(FaultyServer.answer(403, "Lifecycle API is not enabled."));
    assertFalse(api.reload());
  }

  @Test
  public void droppedTargetIsExplained() throws Exception {
    server.then(
        FaultyServer.answer(
            200,
            "{\"status\":\"success\",\"data\":{\"activeTargets\":[],\"droppedTargets\":[{\"discoveredLabels\":{"
                + "\"__address__\":\"a:1\",\"__meta_filepath\":\"/x/paas-shop.json\",\"__meta_paas_registration\":\"r\"}}]}}"));
    TargetProof proof =
        new TargetProof(TargetMatch.file("r", "paas-shop.json"), List.of("a:1"), List.of());
    TargetProof.Verdict verdict = proof.judge(api.targets());
    String message = proof.failure(verdict, "http://p").getMessage();
    assertTrue(message, message.contains("a:1 is dropped by relabel_configs"));
  }

  @Test
  public void targetThatNobodyReadsIsExplained() {
    TargetProof proof =
        new TargetProof(TargetMatch.file("r", "paas-shop.json"), List.of("a:1"), List.of());
    String message = proof.failure(proof.judge(List.of()), "http://p").getMessage();
    assertTrue(message, message.contains("a:1 is unknown to Prometheus: does a scrape_config"));
  }

  @Test
  public void ruleFilesAreChecked() {
    assertRule("unknown key 'exprs'", "groups: [{name: a, rules: [{alert: x, exprs: up}]}]");
    assertRule(
        "there twice",
        "groups: [{name: a, rules: [{alert: x, expr: up}]}, {name: a, rules: [{alert: x, expr:"
            + " up}]}]");
    assertRule("either 'alert' or 'record'", "groups: [{name: a, rules: [{expr: up}]}]");
    assertRule("interval '0s'", "groups: [{name: a, interval: 0s, rules: [{alert: x, expr: up}]}]");
    assertRule(
        "no label name", "groups: [{name: a, rules: [{alert: x, expr: up, labels: {a-b: c}}]}]");
    assertRule("Did you mean 'groups'?", "group: []");
  }

  private static void assertRule(String part, String text) {
    PrometheusFailure failure =
        assertThrows(PrometheusFailure.class, () -> RuleFile.parse(text, "alerts.yaml"));
    assertTrue(failure.getMessage(), failure.getMessage().startsWith("alerts.yaml"));
    assertTrue(failure.getMessage(), failure.getMessage().contains(part));
  }
}
