package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;

import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.ElasticTarget;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.testing.SharedOpenSearch;
import java.nio.file.Path;
import java.util.UUID;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** {@code paasLogs}: a real OpenSearch whose searches fail for a while. */
final class WaitingLogs extends WaitingStep {

  private final String target = "logs-" + UUID.randomUUID().toString().substring(0, 8) + "-restart";
  private FaultyServer front;

  @Override
  void start(Path directory) throws Exception {
    FaultyServer.Fault busy = FaultyServer.answer(503, "{\"error\":\"busy\"}");
    front =
        FaultyServer.inFrontOf(SharedOpenSearch.uri())
            .only("POST", "_search")
            .then(busy, busy, busy, busy);
  }

  @Override
  void configure(Platform platform) {
    ElasticTarget elastic = new ElasticTarget(front.uri().toString());
    elastic.setCredentialsId("remote");
    platform.setElastic(elastic);
  }

  @Override
  String script() {
    return "echo \"it arrived in ${paasLogs(target: '" + target + "').index}\"";
  }

  @Override
  String waits() {
    return "Trying again.";
  }

  @Override
  String ends() {
    return "it arrived in .ds-" + target + "-000001";
  }

  @Override
  void assertOnce(WorkflowRun run) {
    assertEquals(1, front.count("POST", "/" + target + "/_doc"));
    assertEquals(1, front.count("PUT", "/_index_template/paas-" + target));
    assertEquals(1, front.count("PUT", "/_data_stream/" + target));
  }

  @Override
  public void close() throws Exception {
    front.close();
  }
}
