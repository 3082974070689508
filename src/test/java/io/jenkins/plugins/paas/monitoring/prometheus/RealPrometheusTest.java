package io.jenkins.plugins.paas.monitoring.prometheus;

import io.jenkins.embedded.platform.prometheus.PrometheusProcess;
import io.jenkins.embedded.platform.prometheus.PrometheusServer;
import io.jenkins.plugins.paas.testing.RealServices;

/** The contract on the real program. */
public class RealPrometheusTest extends TargetProofContract {

  @Override
  protected PrometheusServer startPrometheus() throws Exception {
    RealServices.program("prometheus", "prometheus");
    PrometheusServer server = PrometheusProcess.start(folder.getRoot().toPath());
    RealServices.ran("prometheus");
    return server;
  }
}
