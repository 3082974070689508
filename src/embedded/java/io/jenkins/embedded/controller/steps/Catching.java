package io.jenkins.embedded.controller.steps;

import hudson.AbortException;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.embedded.controller.StageWarnings;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Runs a body and turns its failure into a result: what catchError and warnError share. */
final class Catching extends StepExecution {
  private static final long serialVersionUID = 1L;
  private final String message;
  private final Result buildResult;
  private final Result stageResult;
  private final boolean catchInterruptions;

  /**
   * @param message printed before the failure, or null
   * @param buildResult SUCCESS leaves the build as it is
   * @param stageResult the same for the stage
   */
  Catching(
      StepContext context,
      String message,
      Result buildResult,
      Result stageResult,
      boolean catchInterruptions) {
    super(context);
    this.message = message;
    this.buildResult = buildResult;
    this.stageResult = stageResult;
    this.catchInterruptions = catchInterruptions;
  }

  @Override
  public boolean start() {
    getContext().newBodyInvoker().withCallback(new Callback(this)).start();
    return false;
  }

  private void failed(StepContext context, Throwable t) {
    boolean interruption = t instanceof FlowInterruptedException;
    boolean aborted = interruption && ((FlowInterruptedException) t).isActualInterruption();
    if (aborted || (interruption && !catchInterruptions)) {
      context.onFailure(t);
      return;
    }
    try {
      TaskListener log = context.get(TaskListener.class);
      if (message != null) {
        log.error(message);
      }
      log.error(t instanceof AbortException || interruption ? t.getMessage() : t.toString());
      if (buildResult.isWorseThan(Result.SUCCESS)) {
        context.setResult(buildResult);
      }
      StageWarnings.add(context, stageResult);
      context.onSuccess(null);
    } catch (Exception e) {
      context.onFailure(e);
    }
  }

  private static final class Callback extends BodyExecutionCallback {
    private static final long serialVersionUID = 1L;
    private final Catching step;

    Callback(Catching step) {
      this.step = step;
    }

    @Override
    public void onSuccess(StepContext context, Object result) {
      context.onSuccess(result);
    }

    @Override
    public void onFailure(StepContext context, Throwable t) {
      step.failed(context, t);
    }
  }
}
