package org.jenkinsci.plugins.workflow.steps;

import java.io.Serializable;

/**
 * A step that runs. It is serialised with the program, so its fields are; what stands in the
 * context is asked for again.
 */
public abstract class StepExecution implements Serializable {
  private static final long serialVersionUID = 1L;

  private final StepContext context;

  protected StepExecution(StepContext context) {
    this.context = context;
  }

  public StepContext getContext() {
    return context;
  }

  /** True where the step has ended already and told its context. Must not block. */
  public abstract boolean start() throws Exception;

  /** Asks it to end early; by default its context is told of the failure. */
  public void stop(Throwable cause) throws Exception {
    context.onFailure(cause);
  }

  /** After a restart of the controller. */
  public void onResume() {}

  /** What it waits for, or null. */
  public String getStatus() {
    return null;
  }

  /** Whether the controller waits for it before it restarts. */
  public boolean blocksRestart() {
    return false;
  }
}
