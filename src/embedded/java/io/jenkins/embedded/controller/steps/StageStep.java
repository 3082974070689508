package io.jenkins.embedded.controller.steps;

import hudson.model.TaskListener;
import io.jenkins.embedded.controller.StageWarnings;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code stage('name') { … }}. */
public final class StageStep extends Step {
  private final String name;

  @DataBoundConstructor
  public StageStep(String name) {
    this.name = name;
  }

  public String getName() {
    return name;
  }

  @Override
  public StepExecution start(StepContext context) {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("a stage needs a name");
    }
    return new Execution(context, name);
  }

  private static final class Execution extends BodyExecutionStep {
    private static final long serialVersionUID = 1L;
    private final String name;

    Execution(StepContext context, String name) {
      super(context);
      this.name = name;
    }

    @Override
    protected void prepare(BodyInvoker body) throws Exception {
      getContext().get(TaskListener.class).getLogger().println("[Pipeline] { (" + name + ")");
      body.withDisplayName(name)
          .withContext(new StageWarnings(getContext().get(StageWarnings.class)))
          .withContext(
              EnvironmentExpander.merge(
                  getContext().get(EnvironmentExpander.class),
                  EnvironmentExpander.constant(Map.of("STAGE_NAME", name))));
    }

    @Override
    protected void finished(StepContext context) throws Exception {
      getContext().get(TaskListener.class).getLogger().println("[Pipeline] } // " + name);
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("stage", true, TaskListener.class);
    }
  }
}
