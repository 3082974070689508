package io.jenkins.embedded.controller.steps;

import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.embedded.controller.StageWarnings;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code unstable 'reason'}: prints the reason and goes on with result UNSTABLE. */
public final class UnstableStep extends Step {
  private final String message;

  @DataBoundConstructor
  public UnstableStep(String message) {
    this.message = message;
  }

  public String getMessage() {
    return message;
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(context, message);
  }

  private static final class Execution extends SynchronousStepExecution<Void> {
    private static final long serialVersionUID = 1L;
    private final String message;

    Execution(StepContext context, String message) {
      super(context);
      this.message = message;
    }

    @Override
    protected Void run() throws Exception {
      getContext().get(TaskListener.class).getLogger().println("WARNING: " + message);
      getContext().setResult(Result.UNSTABLE);
      StageWarnings.add(getContext(), Result.UNSTABLE);
      return null;
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("unstable", false, TaskListener.class);
    }
  }
}
