package io.jenkins.embedded.controller.steps;

import hudson.Launcher;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code isUnix()}. */
public final class IsUnixStep extends Step {

  @DataBoundConstructor
  public IsUnixStep() {}

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(context);
  }

  private static final class Execution extends SynchronousNonBlockingStepExecution<Boolean> {
    private static final long serialVersionUID = 1L;

    Execution(StepContext context) {
      super(context);
    }

    @Override
    protected Boolean run() throws Exception {
      return getContext().get(Launcher.class).isUnix();
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("isUnix", false, Launcher.class);
    }
  }
}
