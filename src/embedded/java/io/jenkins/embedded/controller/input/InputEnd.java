package io.jenkins.embedded.controller.input;

import jenkins.model.CauseOfInterruption;

/** Why an {@code input} was not answered by yes. */
public final class InputEnd extends CauseOfInterruption {
  private static final long serialVersionUID = 1L;
  private final String reason;

  public InputEnd(String reason) {
    this.reason = reason;
  }

  @Override
  public String getShortDescription() {
    return reason;
  }
}
