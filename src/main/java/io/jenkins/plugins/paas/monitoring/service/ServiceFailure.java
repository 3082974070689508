package io.jenkins.plugins.paas.monitoring.service;

import java.io.IOException;

/** A Service or port that does not exist; the message names what there is. */
public final class ServiceFailure extends IOException {

  private static final long serialVersionUID = 1L;

  ServiceFailure(String message) {
    super(message);
  }
}
