package org.jenkinsci.plugins.workflow.steps;

/** A step that ends inside {@code start()}: for what is quick and does no I/O. */
public abstract class SynchronousStepExecution<T> extends StepExecution {
  private static final long serialVersionUID = 1L;

  protected SynchronousStepExecution(StepContext context) {
    super(context);
  }

  protected abstract T run() throws Exception;

  @Override
  public final boolean start() throws Exception {
    getContext().onSuccess(run());
    return true;
  }

  @Override
  public void stop(Throwable cause) throws Exception {}
}
