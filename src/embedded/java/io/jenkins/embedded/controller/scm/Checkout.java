package io.jenkins.embedded.controller.scm;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.LinkedHashMap;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/** The execution that {@code checkout} and {@code git} share; its value is a map of variables. */
public final class Checkout
    extends SynchronousNonBlockingStepExecution<LinkedHashMap<String, String>> {
  private static final long serialVersionUID = 1L;
  private final WorkspaceScm own;
  private final GitSettings settings;

  private Checkout(StepContext context, WorkspaceScm own, GitSettings settings) {
    super(context);
    this.own = own;
    this.settings = settings;
  }

  /** The repository that the Jenkinsfile lies in. */
  public static Checkout own(StepContext context, WorkspaceScm scm) {
    return new Checkout(context, scm, null);
  }

  public static Checkout remote(StepContext context, GitSettings settings) {
    return new Checkout(context, null, settings);
  }

  @Override
  protected LinkedHashMap<String, String> run() throws Exception {
    FilePath directory = getContext().get(FilePath.class);
    directory.mkdirs();
    GitCommand git =
        new GitCommand(
            getContext().get(Launcher.class),
            directory,
            getContext().get(EnvVars.class),
            getContext().get(TaskListener.class));
    GitCheckout checkout = new GitCheckout(git, getContext().get(Run.class));
    return own != null ? checkout.workspace(own) : checkout.remote(settings);
  }
}
