package io.jenkins.embedded.cli;

/** The user's mistake, found before anything was started; one message, exit code 2. */
final class Mistake extends Exception {
  private static final long serialVersionUID = 1L;

  Mistake(String message) {
    super(message);
  }
}
