package io.jenkins.plugins.paas.monitoring.prometheus;

import io.jenkins.embedded.platform.prometheus.EmbeddedPrometheus;
import io.jenkins.embedded.platform.prometheus.PrometheusServer;

/** The contract on the stand-in. */
public class StandInPrometheusTest extends TargetProofContract {

  @Override
  protected PrometheusServer startPrometheus() throws Exception {
    return new EmbeddedPrometheus(folder.getRoot().toPath());
  }
}
