package io.jenkins.embedded.controller.steps;

import hudson.FilePath;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code fileExists 'x'}. */
public final class FileExistsStep extends Step {
  private final String file;

  @DataBoundConstructor
  public FileExistsStep(String file) {
    this.file = file;
  }

  public String getFile() {
    return file;
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(context, file);
  }

  private static final class Execution extends SynchronousNonBlockingStepExecution<Boolean> {
    private static final long serialVersionUID = 1L;
    private final String file;

    Execution(StepContext context, String file) {
      super(context);
      this.file = file;
    }

    @Override
    protected Boolean run() throws Exception {
      return getContext().get(FilePath.class).child(file).exists();
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("fileExists", false, FilePath.class);
    }
  }
}
