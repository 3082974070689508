package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;

import io.jenkins.embedded.platform.prometheus.EmbeddedPrometheus;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.FileSdRegistration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PrometheusTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** {@code paasMonitor}: a target that answers its scrapes with 503 for a while. */
final class WaitingMonitor extends WaitingStep {

  private EmbeddedPrometheus prometheus;
  private FaultyServer scraped;
  private FaultyServer front;
  private volatile boolean up;
  private FileTime registered;

  @Override
  void start(Path directory) throws Exception {
    prometheus = new EmbeddedPrometheus(directory);
    scraped =
        FaultyServer.start(
            request ->
                up
                    ? FaultyServer.answer(200, "shop_up 1\n", "Content-Type", "text/plain")
                    : FaultyServer.answer(503, "starting"));
    front = FaultyServer.inFrontOf(prometheus.uri());
  }

  @Override
  void configure(Platform platform) {
    PrometheusTarget target = new PrometheusTarget(front.uri().toString());
    target.setCredentialsId("remote");
    target.setRegistration(new FileSdRegistration(prometheus.targetsDirectory().toString()));
    platform.setPrometheus(target);
  }

  @Override
  String script() {
    return "echo \"it is ${paasMonitor(targets: ['"
        + scraped.uri().getAuthority()
        + "']).targets[0].health}\"";
  }

  @Override
  String waits() {
    return "target " + scraped.uri().getAuthority() + " down";
  }

  @Override
  void release() throws Exception {
    registered = Files.getLastModifiedTime(file());
    up = true;
  }

  @Override
  String ends() {
    return "it is up";
  }

  @Override
  void assertOnce(WorkflowRun run) throws Exception {
    assertEquals(
        "the registration was written once", registered, Files.getLastModifiedTime(file()));
    assertEquals(1, count(run, " created in paas-shop.json"));
  }

  private Path file() {
    return prometheus.targetsDirectory().resolve("paas-shop.json");
  }

  @Override
  public void close() throws Exception {
    front.close();
    scraped.close();
    prometheus.close();
  }
}
