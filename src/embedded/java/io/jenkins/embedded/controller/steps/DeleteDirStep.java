package io.jenkins.embedded.controller.steps;

import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.embedded.controller.EmbeddedJenkins;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * {@code deleteDir()}: the current directory with all that is in it; on the command line not the
 * caller's own workspace, which is no directory of Jenkins'.
 */
public final class DeleteDirStep extends Step {

  @DataBoundConstructor
  public DeleteDirStep() {}

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(context);
  }

  private static final class Execution extends SynchronousNonBlockingStepExecution<Void> {
    private static final long serialVersionUID = 1L;

    Execution(StepContext context) {
      super(context);
    }

    @Override
    protected Void run() throws Exception {
      FilePath directory = getContext().get(FilePath.class);
      if (EmbeddedJenkins.holdsOwnWorkspace(directory)) {
        getContext()
            .get(TaskListener.class)
            .getLogger()
            .println(
                "deleteDir: "
                    + directory.getRemote()
                    + " is your own directory and stays as it is");
        return null;
      }
      directory.deleteRecursive();
      return null;
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("deleteDir", false, FilePath.class, TaskListener.class);
    }
  }
}
