package io.jenkins.plugins.paas.image.registry;

import java.io.IOException;

/** A registry refused, or answered what it must not. The message names it and says what to do. */
public final class RegistryFailure extends IOException {

  private static final long serialVersionUID = 1L;

  RegistryFailure(String message) {
    super(message);
  }

  RegistryFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
