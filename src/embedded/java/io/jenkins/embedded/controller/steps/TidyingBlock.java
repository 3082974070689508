package io.jenkins.embedded.controller.steps;

import java.io.IOException;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A step that runs its body once, tidies up on a thread of its own, and ends as the body ended. */
abstract class TidyingBlock extends StepExecution {
  private static final long serialVersionUID = 1L;

  protected TidyingBlock(StepContext context) {
    super(context);
  }

  /** Adds what the body sees. */
  protected abstract void prepare(BodyInvoker body) throws Exception;

  /** Runs after the body, whatever became of it; may block. */
  protected abstract void tidy() throws IOException, InterruptedException;

  @Override
  public boolean start() throws Exception {
    BodyInvoker invoker = getContext().newBodyInvoker();
    prepare(invoker);
    invoker.withCallback(new Callback(this)).start();
    return false;
  }

  private void end(StepContext context, Runnable outcome) {
    Timer.get()
        .submit(
            () -> {
              try {
                tidy();
                outcome.run();
              } catch (IOException | InterruptedException | RuntimeException e) {
                context.onFailure(e);
              }
            });
  }

  private static final class Callback extends BodyExecutionCallback {
    private static final long serialVersionUID = 1L;
    private final TidyingBlock step;

    Callback(TidyingBlock step) {
      this.step = step;
    }

    @Override
    public void onSuccess(StepContext context, Object result) {
      step.end(context, () -> context.onSuccess(result));
    }

    @Override
    public void onFailure(StepContext context, Throwable t) {
      step.end(context, () -> context.onFailure(t));
    }
  }
}
