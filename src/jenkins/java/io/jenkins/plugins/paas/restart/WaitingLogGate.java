package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;

import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.ElasticTarget;
import io.jenkins.plugins.paas.platform.Platform;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** {@code paasLogGate}: a server that is busy for a while, then counts. */
final class WaitingLogGate extends WaitingStep {

  private FaultyServer server;

  @Override
  void start(Path directory) throws Exception {
    FaultyServer.Fault busy = FaultyServer.answer(503, "{\"error\":\"busy\"}");
    server =
        FaultyServer.start(request -> FaultyServer.answer(200, "{\"count\":0}"))
            .only("POST", "_count")
            .then(busy, busy, busy, busy);
  }

  @Override
  void configure(Platform platform) {
    ElasticTarget elastic = new ElasticTarget(server.uri().toString());
    elastic.setCredentialsId("remote");
    platform.setElastic(elastic);
  }

  @Override
  String script() {
    return "echo \"it counted ${paasLogGate(target: 'logs', query: 'level:ERROR').count}\"";
  }

  @Override
  String waits() {
    return "Trying again.";
  }

  @Override
  String ends() {
    return "it counted 0";
  }

  @Override
  void assertOnce(WorkflowRun run) {
    assertEquals(5, server.count("POST", "/logs/_count"));
  }

  @Override
  public void close() throws Exception {
    server.close();
  }
}
