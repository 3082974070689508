package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;

import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PrometheusTarget;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** {@code paasCheck}: a Prometheus that does not answer for a while. */
final class WaitingCheck extends WaitingStep {

  private FaultyServer prometheus;
  private volatile boolean answers;

  @Override
  void start(Path directory) throws Exception {
    prometheus =
        FaultyServer.start(
            request ->
                answers
                    ? FaultyServer.answer(
                        200, "{\"status\":\"success\",\"data\":{\"version\":\"9.1.0\"}}")
                    : FaultyServer.silent());
  }

  @Override
  void configure(Platform platform) {
    PrometheusTarget target = new PrometheusTarget(prometheus.uri().toString());
    target.setCredentialsId("remote");
    platform.setPrometheus(target);
  }

  @Override
  String script() {
    return "paasCheck()";
  }

  @Override
  String waits() {
    return "asking the systems of platform test";
  }

  @Override
  void release() {
    answers = true;
  }

  @Override
  String ends() {
    return "Prometheus 9.1.0";
  }

  @Override
  void assertOnce(WorkflowRun run) {
    assertEquals(
        "it only reads",
        0,
        prometheus.requests().stream().filter(r -> !r.method().equals("GET")).count());
  }

  @Override
  public void close() throws Exception {
    prometheus.close();
  }
}
