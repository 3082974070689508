package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;
import java.util.Collection;
import java.util.concurrent.Future;

/** A body that runs. */
public abstract class BodyExecution implements Future<Object>, Serializable {
  private static final long serialVersionUID = 1L;

  /** The steps at its ends; several in {@code parallel}. */
  public abstract Collection<StepExecution> getCurrentExecutions();

  /** Stops the steps that it is in. */
  public boolean cancel(Throwable t) {
    boolean cancelled = false;
    for (StepExecution execution : getCurrentExecutions()) {
      try {
        execution.stop(t);
        cancelled = true;
      } catch (Exception e) {
        t.addSuppressed(e);
      }
    }
    return cancelled;
  }
}
