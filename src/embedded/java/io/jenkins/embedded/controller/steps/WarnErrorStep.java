package io.jenkins.embedded.controller.steps;

import hudson.model.Result;
import hudson.model.TaskListener;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code warnError('message') { … }}: a failure of the body makes the build unstable. */
public final class WarnErrorStep extends Step {
  private final String message;
  private boolean catchInterruptions = true;

  @DataBoundConstructor
  public WarnErrorStep(String message) {
    this.message = message;
  }

  public String getMessage() {
    return message;
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
    return new Catching(context, message, Result.UNSTABLE, Result.UNSTABLE, catchInterruptions);
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("warnError", true, TaskListener.class);
    }
  }
}
