package io.jenkins.plugins.paas.monitoring.operator;

import java.io.IOException;

/**
 * What a person has to change before the operator's Prometheus can watch; says object and field.
 */
public final class OperatorFailure extends IOException {

  private static final long serialVersionUID = 1L;

  public OperatorFailure(String message) {
    super(message);
  }
}
