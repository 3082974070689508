package io.jenkins.embedded.controller.sandbox;

/** A script used a member that it may not use; the message names it. */
public final class RejectedAccess extends SecurityException {
  private static final long serialVersionUID = 1L;

  public RejectedAccess(String message) {
    super(message);
  }
}
