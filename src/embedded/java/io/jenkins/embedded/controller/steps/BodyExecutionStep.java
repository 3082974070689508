package io.jenkins.embedded.controller.steps;

import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A step that runs its body once with more context, and ends as the body ends. */
abstract class BodyExecutionStep extends StepExecution {
  private static final long serialVersionUID = 1L;

  protected BodyExecutionStep(StepContext context) {
    super(context);
  }

  /** Adds what the body sees. */
  protected abstract void prepare(BodyInvoker body) throws Exception;

  /** Runs after the body, whatever became of it; must not block. */
  protected void finished(StepContext context) throws Exception {}

  @Override
  public boolean start() throws Exception {
    BodyInvoker invoker = getContext().newBodyInvoker();
    prepare(invoker);
    started(invoker.withCallback(new Callback(this)).start());
    return false;
  }

  protected void started(BodyExecution body) throws IOException, InterruptedException {}

  private static final class Callback extends BodyExecutionCallback.TailCall {
    private static final long serialVersionUID = 1L;
    private final BodyExecutionStep step;

    Callback(BodyExecutionStep step) {
      this.step = step;
    }

    @Override
    protected void finished(StepContext context) throws Exception {
      step.finished(context);
    }
  }
}
