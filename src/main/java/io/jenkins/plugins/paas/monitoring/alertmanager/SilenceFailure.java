package io.jenkins.plugins.paas.monitoring.alertmanager;

import java.io.IOException;

/** A silence that Alertmanager refused; says why. */
public final class SilenceFailure extends IOException {

  private static final long serialVersionUID = 1L;

  SilenceFailure(String message) {
    super(message);
  }
}
