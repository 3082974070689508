package io.jenkins.plugins.paas.logging.kibana;

import java.io.IOException;

/** What Kibana or Dashboards does not take. The message says what, where and what to do. */
public final class KibanaFailure extends IOException {

  private static final long serialVersionUID = 1L;

  KibanaFailure(String message) {
    super(message);
  }
}
