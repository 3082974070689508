package io.jenkins.embedded.controller.steps;

import hudson.EnvVars;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code withEnv(['NAME=value']) { … }}; {@code PATH+X=dir} puts a directory first. */
public final class WithEnvStep extends Step {
  private final List<String> overrides;

  @DataBoundConstructor
  public WithEnvStep(List<String> overrides) {
    this.overrides = overrides;
  }

  public List<String> getOverrides() {
    return overrides;
  }

  @Override
  public StepExecution start(StepContext context) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String line : overrides) {
      int equals = line.indexOf('=');
      if (equals <= 0) {
        throw new IllegalArgumentException("withEnv: write NAME=value, not '" + line + "'");
      }
      variables.put(line.substring(0, equals), line.substring(equals + 1));
    }
    return new Execution(context, variables);
  }

  private static final class Execution extends BodyExecutionStep {
    private static final long serialVersionUID = 1L;
    private final LinkedHashMap<String, String> variables;

    Execution(StepContext context, Map<String, String> variables) {
      super(context);
      this.variables = new LinkedHashMap<>(variables);
    }

    @Override
    protected void prepare(BodyInvoker body) throws Exception {
      body.withContext(
          EnvironmentExpander.merge(
              getContext().get(EnvironmentExpander.class), new Overrides(variables)));
    }
  }

  /** Values may name variables that are there already, as {@code $NAME}. */
  private static final class Overrides extends EnvironmentExpander {
    private static final long serialVersionUID = 1L;
    private final LinkedHashMap<String, String> variables;

    Overrides(LinkedHashMap<String, String> variables) {
      this.variables = variables;
    }

    @Override
    public void expand(EnvVars env) {
      env.overrideAll(variables);
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("withEnv", true);
    }
  }
}
