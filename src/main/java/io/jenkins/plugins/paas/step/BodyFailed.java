package io.jenkins.plugins.paas.step;

/** Carries the error of a body through a poll: it becomes the step's own, unchanged. */
final class BodyFailed extends Exception {

  private static final long serialVersionUID = 1L;

  BodyFailed(Throwable error) {
    super(error);
  }
}
