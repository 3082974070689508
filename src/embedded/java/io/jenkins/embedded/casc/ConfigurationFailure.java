package io.jenkins.embedded.casc;

/** A configuration file that cannot be applied: the message is for its author. */
public final class ConfigurationFailure extends Exception {
  private static final long serialVersionUID = 1L;

  ConfigurationFailure(String message) {
    super(message);
  }

  ConfigurationFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
