package io.jenkins.plugins.paas.image;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.TaskListener;
import io.jenkins.plugins.paas.core.wait.Deadline;
import io.jenkins.plugins.paas.step.StepLog;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Where a builder works, for the length of one turn: the step's context, the context directory on
 * the agent, the registry and the log. Not serialisable; made anew after a restart.
 *
 * @param stepContext gives launcher, workspace and environment
 * @param contextPath the build context, relative to the workspace
 * @param registry where to push, with the credential found anew
 * @param log the step's voice
 * @param deadline when the step gives up
 */
public record BuildSite(
    StepContext stepContext,
    String contextPath,
    RegistryAccess registry,
    StepLog log,
    Deadline deadline) {

  public FilePath workspace() throws IOException, InterruptedException {
    return stepContext.get(FilePath.class);
  }

  /** The build context on the agent. */
  public FilePath context() throws IOException, InterruptedException {
    return workspace().child(contextPath);
  }

  /** The environment of the build at this step. */
  public EnvVars environment() throws IOException, InterruptedException {
    return stepContext.get(EnvVars.class);
  }

  public TaskListener listener() throws IOException, InterruptedException {
    return stepContext.get(TaskListener.class);
  }
}
