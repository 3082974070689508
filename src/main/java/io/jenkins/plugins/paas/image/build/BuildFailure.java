package io.jenkins.plugins.paas.image.build;

import java.io.IOException;

/** An image could not be built or pushed, for a reason that the user can change. */
public final class BuildFailure extends IOException {

  private static final long serialVersionUID = 1L;

  public BuildFailure(String message) {
    super(message);
  }

  public BuildFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
