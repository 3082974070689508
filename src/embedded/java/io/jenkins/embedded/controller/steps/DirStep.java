package io.jenkins.embedded.controller.steps;

import hudson.FilePath;
import hudson.model.TaskListener;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code dir('x') { … }}: the body's steps run in that directory. */
public final class DirStep extends Step {
  private final String path;

  @DataBoundConstructor
  public DirStep(String path) {
    this.path = path;
  }

  public String getPath() {
    return path;
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(context, path);
  }

  private static final class Execution extends BodyExecutionStep {
    private static final long serialVersionUID = 1L;
    private final String path;

    Execution(StepContext context, String path) {
      super(context);
      this.path = path;
    }

    @Override
    protected void prepare(BodyInvoker body) throws Exception {
      FilePath directory = getContext().get(FilePath.class).child(path);
      getContext()
          .get(TaskListener.class)
          .getLogger()
          .println("Running in " + directory.getRemote());
      body.withContexts(
          directory,
          EnvironmentExpander.merge(
              getContext().get(EnvironmentExpander.class),
              EnvironmentExpander.constant(Map.of("PWD", directory.getRemote()))));
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("dir", true, FilePath.class, TaskListener.class);
    }
  }
}
