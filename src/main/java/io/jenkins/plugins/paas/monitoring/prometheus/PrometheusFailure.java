package io.jenkins.plugins.paas.monitoring.prometheus;

import java.io.IOException;

/**
 * What keeps a target or rule from being in force: something that Prometheus refused, or that a
 * person has to change. The message says what, where and what to do.
 */
public final class PrometheusFailure extends IOException {

  private static final long serialVersionUID = 1L;

  public PrometheusFailure(String message) {
    super(message);
  }

  public PrometheusFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
