package org.jenkinsci.plugins.workflow.steps;

/** A step that cannot go on after a restart. */
public class SynchronousResumeNotSupportedException extends Exception {
  private static final long serialVersionUID = 1L;

  @Override
  public String getMessage() {
    return "this step cannot go on after a restart of the controller";
  }
}
