package io.jenkins.embedded.controller.steps;

import hudson.model.Result;
import hudson.model.TaskListener;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code catchError(buildResult: 'UNSTABLE') { … }}: the build goes on after a failure of the body.
 */
public final class CatchErrorStep extends Step {
  private String message;
  private String buildResult = "FAILURE";
  private String stageResult = "FAILURE";
  private boolean catchInterruptions = true;

  @DataBoundConstructor
  public CatchErrorStep() {}

  public String getMessage() {
    return message;
  }

  @DataBoundSetter
  public void setMessage(String message) {
    this.message = message;
  }

  public String getBuildResult() {
    return buildResult;
  }

  /** SUCCESS, UNSTABLE, FAILURE …; SUCCESS leaves the build's result as it is. */
  @DataBoundSetter
  public void setBuildResult(String buildResult) {
    this.buildResult = result(buildResult);
  }

  public String getStageResult() {
    return stageResult;
  }

  /** What {@code post} of the stage goes by. */
  @DataBoundSetter
  public void setStageResult(String stageResult) {
    this.stageResult = result(stageResult);
  }

  private static String result(String name) {
    if (!Result.fromString(name).toString().equals(name)) {
      throw new IllegalArgumentException("no such result: '" + name + "'");
    }
    return name;
  }

  public boolean isCatchInterruptions() {
    return catchInterruptions;
  }

  @DataBoundSetter
  public void setCatchInterruptions(boolean catchInterruptions) {
    this.catchInterruptions = catchInterruptions;
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Catching(
        context,
        message,
        Result.fromString(buildResult),
        Result.fromString(stageResult),
        catchInterruptions);
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("catchError", true, TaskListener.class);
    }
  }
}
