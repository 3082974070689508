package io.jenkins.embedded.controller.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.TopLevelItem;
import io.jenkins.embedded.controller.ThisComputer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code node { … }}: this machine and the workspace. Every label means this machine, and the log
 * says so; the embedded controller has no other.
 */
public final class NodeStep extends Step {
  private static final String COOKIE = "JENKINS_NODE_COOKIE";
  private String label;

  @DataBoundConstructor
  public NodeStep() {}

  public String getLabel() {
    return label;
  }

  @DataBoundSetter
  public void setLabel(String label) {
    this.label = label;
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(context, label);
  }

  private static final class Execution extends TidyingBlock {
    private static final long serialVersionUID = 1L;
    private final String label;
    // What a script left in the background is found by it, and ends with the block.
    private final String cookie = UUID.randomUUID().toString();

    Execution(StepContext context, String label) {
      super(context);
      this.label = label;
    }

    @Override
    protected void tidy() throws IOException, InterruptedException {
      Jenkins.get().createLauncher(TaskListener.NULL).kill(Map.of(COOKIE, cookie));
    }

    @Override
    protected void prepare(BodyInvoker body) throws Exception {
      Node node = Jenkins.get();
      Computer computer = new ThisComputer(node);
      FilePath workspace =
          node.getWorkspaceFor((TopLevelItem) getContext().get(Run.class).getParent());
      getContext()
          .get(TaskListener.class)
          .getLogger()
          .println(
              "Running on this machine"
                  + (label == null || label.isEmpty()
                      ? ""
                      : " (label '" + label + "' means it here)")
                  + " in "
                  + workspace.getRemote());
      Map<String, String> variables = new LinkedHashMap<>();
      variables.put("WORKSPACE", workspace.getRemote());
      variables.put("WORKSPACE_TMP", workspace.getRemote() + "@tmp");
      variables.put("NODE_NAME", "built-in");
      variables.put("NODE_LABELS", "built-in");
      variables.put("EXECUTOR_NUMBER", "0");
      variables.put(COOKIE, cookie);
      EnvVars environment = new EnvVars(System.getenv());
      environment.putAll(variables);
      body.withContexts(
          node,
          computer,
          workspace,
          environment,
          EnvironmentExpander.merge(
              getContext().get(EnvironmentExpander.class),
              EnvironmentExpander.constant(Map.of("WORKSPACE", workspace.getRemote()))));
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("node", true, Run.class, TaskListener.class);
    }

    @Override
    public Set<? extends Class<?>> getProvidedContext() {
      return Set.of(FilePath.class, Computer.class, Node.class, hudson.Launcher.class);
    }
  }
}
