package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;

import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PrometheusTarget;
import io.jenkins.plugins.paas.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code paasSlo}: its window is open while the controller restarts. */
final class WaitingSlo extends WaitingStep {

  private FaultyServer prometheus;

  @Override
  void start(Path directory) throws Exception {
    prometheus =
        FaultyServer.start(
            request ->
                FaultyServer.answer(
                    200,
                    "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"0\"]}}"));
  }

  @Override
  void configure(Platform platform) {
    PrometheusTarget target = new PrometheusTarget(prometheus.uri().toString());
    target.setCredentialsId("remote");
    platform.setPrometheus(target);
  }

  @Override
  String script() {
    return "echo \"it is ${paasSlo(query: 'errors', threshold: 0.01, window: '10s').satisfied}\"";
  }

  @Override
  String waits() {
    return "paasSlo";
  }

  @Override
  void awaitWaiting(JenkinsRule j, WorkflowRun run) throws Exception {
    Await.until(
        Duration.ofSeconds(60),
        () -> prometheus.count("GET", "/api/v1/query"),
        looks -> looks > 0,
        () -> "it should look");
  }

  @Override
  String ends() {
    return "it is true";
  }

  @Override
  void assertOnce(WorkflowRun run) throws Exception {
    assertEquals("judged once", 1, count(run, "[paas:slo] errors was <= 0.01"));
  }

  @Override
  public void close() throws Exception {
    prometheus.close();
  }
}
