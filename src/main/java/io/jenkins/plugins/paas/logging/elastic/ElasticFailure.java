package io.jenkins.plugins.paas.logging.elastic;

import java.io.IOException;

/** What keeps log lines from arriving. The message says what, where and what to do. */
public final class ElasticFailure extends IOException {

  private static final long serialVersionUID = 1L;

  public ElasticFailure(String message) {
    super(message);
  }

  public ElasticFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
