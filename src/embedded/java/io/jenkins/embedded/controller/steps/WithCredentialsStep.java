package io.jenkins.embedded.controller.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.Secret;
import io.jenkins.embedded.controller.LogMask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * {@code withCredentials([string(credentialsId: 'id', variable: 'NAME')]) { … }}: secrets as
 * variables, masked in the log. Secret files lie beside the workspace while the body runs.
 */
public final class WithCredentialsStep extends Step {
  private final List<Object> bindings;

  @DataBoundConstructor
  public WithCredentialsStep(List<Object> bindings) {
    this.bindings = bindings;
  }

  public List<Object> getBindings() {
    return bindings;
  }

  @Override
  public StepExecution start(StepContext context) throws Exception {
    Run<?, ?> run = context.get(Run.class);
    CredentialBindings resolved = CredentialBindings.resolve(bindings, run);
    if (!resolved.files().isEmpty() && context.get(FilePath.class) == null) {
      throw new IllegalArgumentException(
          "withCredentials: file(…) needs a workspace: use node { }");
    }
    return new Execution(context, resolved);
  }

  private static final class Execution extends StepExecution {
    private static final long serialVersionUID = 1L;
    // Looked up anew by name on a real controller; here a build ends with its process.
    private final transient CredentialBindings bindings;

    Execution(StepContext context, CredentialBindings bindings) {
      super(context);
      this.bindings = bindings;
    }

    @Override
    public boolean start() throws Exception {
      Map<String, Secret> variables = new LinkedHashMap<>();
      bindings.variables().forEach((name, value) -> variables.put(name, Secret.fromString(value)));
      getContext()
          .get(TaskListener.class)
          .getLogger()
          .println("Masking supported pattern matches of " + String.join(" or ", bindings.names()));
      if (bindings.files().isEmpty()) {
        body(variables);
      } else {
        Timer.get().submit(() -> withFiles(variables));
      }
      return false;
    }

    private void withFiles(Map<String, Secret> variables) {
      try {
        FilePath directory = secretDirectory();
        bindings
            .write(directory)
            .forEach((name, path) -> variables.put(name, Secret.fromString(path)));
        body(variables);
      } catch (Exception e) {
        getContext().onFailure(e);
      }
    }

    private FilePath secretDirectory() throws Exception {
      FilePath workspace = getContext().get(FilePath.class);
      return workspace.getParent().child(workspace.getName() + "@tmp").child("secretFiles");
    }

    private void body(Map<String, Secret> variables) throws Exception {
      getContext()
          .newBodyInvoker()
          .withContexts(
              EnvironmentExpander.merge(
                  getContext().get(EnvironmentExpander.class), new SecretVariables(variables)),
              new LogMask(bindings.secrets()))
          .withCallback(new Callback(this))
          .start();
    }

    /** Removes secret files off the program's thread, then ends the step. */
    void tidy(StepContext context, Runnable end) {
      if (bindings.files().isEmpty()) {
        end.run();
        return;
      }
      Timer.get()
          .submit(
              () -> {
                try {
                  secretDirectory().deleteRecursive();
                  end.run();
                } catch (Exception e) {
                  context.onFailure(e);
                }
              });
    }
  }

  private static final class Callback extends BodyExecutionCallback {
    private static final long serialVersionUID = 1L;
    private final Execution step;

    Callback(Execution step) {
      this.step = step;
    }

    @Override
    public void onSuccess(StepContext context, Object result) {
      step.tidy(context, () -> context.onSuccess(result));
    }

    @Override
    public void onFailure(StepContext context, Throwable t) {
      step.tidy(context, () -> context.onFailure(t));
    }
  }

  /** Variables that are stored encrypted. */
  private static final class SecretVariables extends EnvironmentExpander {
    private static final long serialVersionUID = 1L;
    private final LinkedHashMap<String, Secret> variables;

    SecretVariables(Map<String, Secret> variables) {
      this.variables = new LinkedHashMap<>(variables);
    }

    @Override
    public void expand(EnvVars env) {
      variables.forEach((name, value) -> env.override(name, value.getPlainText()));
    }

    @Override
    public Set<String> getSensitiveVariables() {
      return variables.keySet();
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("withCredentials", true, Run.class, TaskListener.class);
    }
  }
}
