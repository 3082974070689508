package io.jenkins.embedded.platform.runtime;

import java.io.IOException;

/** An image that could not be had; the message is the registry's or the runtime's reason. */
public final class PullFailure extends IOException {
  private static final long serialVersionUID = 1L;

  public PullFailure(String message) {
    super(message);
  }
}
