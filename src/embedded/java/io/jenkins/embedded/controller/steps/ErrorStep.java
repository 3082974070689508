package io.jenkins.embedded.controller.steps;

import hudson.AbortException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code error 'reason'}: fails without a stack trace. */
public final class ErrorStep extends Step {
  private final String message;

  @DataBoundConstructor
  public ErrorStep(String message) {
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
    protected Void run() throws AbortException {
      throw new AbortException(message);
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("error", false);
    }
  }
}
