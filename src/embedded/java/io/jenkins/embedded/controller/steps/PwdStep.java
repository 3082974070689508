package io.jenkins.embedded.controller.steps;

import hudson.FilePath;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code pwd()}: the current directory; {@code pwd(tmp: true)}: one for temporary files beside it.
 */
public final class PwdStep extends Step {
  private boolean tmp;

  @DataBoundConstructor
  public PwdStep() {}

  public boolean isTmp() {
    return tmp;
  }

  @DataBoundSetter
  public void setTmp(boolean tmp) {
    this.tmp = tmp;
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(context, tmp);
  }

  private static final class Execution extends SynchronousNonBlockingStepExecution<String> {
    private static final long serialVersionUID = 1L;
    private final boolean tmp;

    Execution(StepContext context, boolean tmp) {
      super(context);
      this.tmp = tmp;
    }

    @Override
    protected String run() throws Exception {
      FilePath directory = getContext().get(FilePath.class);
      if (!tmp) {
        return directory.getRemote();
      }
      FilePath beside = directory.getParent().child(directory.getName() + "@tmp");
      beside.mkdirs();
      return beside.getRemote();
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("pwd", false, FilePath.class);
    }
  }
}
