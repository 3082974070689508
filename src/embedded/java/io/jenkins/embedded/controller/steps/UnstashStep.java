package io.jenkins.embedded.controller.steps;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.embedded.controller.Stashes;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code unstash 'x'}: puts the files of a stash into the current directory. */
public final class UnstashStep extends Step {
  private final String name;

  @DataBoundConstructor
  public UnstashStep(String name) {
    Stashes.requireName(name);
    this.name = name;
  }

  public String getName() {
    return name;
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(context, name);
  }

  private static final class Execution extends SynchronousNonBlockingStepExecution<Void> {
    private static final long serialVersionUID = 1L;
    private final String name;

    Execution(StepContext context, String name) {
      super(context);
      this.name = name;
    }

    @Override
    protected Void run() throws Exception {
      Run<?, ?> run = getContext().get(Run.class);
      if (!Stashes.exists(run, name)) {
        throw new AbortException("No such saved stash ‘" + name + "’");
      }
      Stashes.restore(run, name, Path.of(getContext().get(FilePath.class).getRemote()));
      return null;
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("unstash", false, Run.class, FilePath.class, TaskListener.class);
    }
  }
}
