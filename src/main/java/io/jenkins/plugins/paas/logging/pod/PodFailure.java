package io.jenkins.plugins.paas.logging.pod;

import java.io.IOException;

/** A pod through which no line can be written; the message says why. */
public final class PodFailure extends IOException {

  private static final long serialVersionUID = 1L;

  PodFailure(String message) {
    super(message);
  }
}
