package io.jenkins.plugins.paas.environment.claim;

import java.io.IOException;

/** A claim that cannot be met as it stands; the message says which, why, and what to do. */
public final class ClaimFailure extends IOException {

  private static final long serialVersionUID = 1L;

  public ClaimFailure(String message) {
    super(message);
  }

  public ClaimFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
