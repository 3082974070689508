package io.jenkins.plugins.paas.image;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.paas.core.wait.Deadline;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.step.StepLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Where a builder works, for the length of one turn: the step's context, the context directory on
 * the agent, the registry and the log. Not serialisable; made anew after a restart.
 *
 * @param stepContext gives launcher, workspace and environment
 * @param contextPath the build context, relative to the workspace
 * @param registry where to push, with the credential found anew
 * @param others further registries, for base images and caches
 * @param secrets what the Dockerfile may mount
 * @param log the step's voice
 * @param deadline when the step gives up
 * @param platform as it is configured now, or {@code null}
 * @param key the same for every attempt of the step
 */
public record BuildSite(
    StepContext stepContext,
    String contextPath,
    RegistryAccess registry,
    List<RegistryAccess> others,
    BuildSecrets secrets,
    StepLog log,
    Deadline deadline,
    Platform platform,
    String key) {

  /** All registries to log in to; the one to push to is the last. */
  public List<RegistryAccess> registries() {
    List<RegistryAccess> all = new ArrayList<>(others);
    all.add(registry);
    return all;
  }

  public FilePath workspace() throws IOException, InterruptedException {
    return stepContext.get(FilePath.class);
  }

  /** The build context on the agent. */
  public FilePath context() throws IOException, InterruptedException {
    return workspace().child(contextPath);
  }

  /**
   * Makes sure that there is a context, inside the workspace.
   *
   * @throws AbortException when there is not
   */
  void requireContext() throws IOException, InterruptedException {
    workspace().mkdirs(); // as sh does: a node's first step finds none
    if (!workspace().isDescendant(contextPath)) {
      throw new AbortException(
          "The context '" + contextPath + "' leaves the workspace, through a link perhaps.");
    }
    if (!context().isDirectory()) {
      throw new AbortException("There is no context directory " + context().getRemote() + ".");
    }
  }

  /** The environment of the build at this step. */
  public EnvVars environment() throws IOException, InterruptedException {
    return stepContext.get(EnvVars.class);
  }

  public TaskListener listener() throws IOException, InterruptedException {
    return stepContext.get(TaskListener.class);
  }
}
