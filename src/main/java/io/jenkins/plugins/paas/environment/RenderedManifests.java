package io.jenkins.plugins.paas.environment;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Proc;
import hudson.model.TaskListener;
import io.jenkins.plugins.paas.environment.source.Rendering;
import io.jenkins.plugins.paas.environment.source.SourceText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs Kustomize or Helm on the agent and takes what it prints. */
final class RenderedManifests {

  private static final int ABSENT = 127;

  /** A chart may be fetched first. */
  private static final long PATIENCE_MINUTES = 5;

  private static final int MOST_ERRORS = 2000;

  private RenderedManifests() {}

  /**
   * The manifests that the command printed.
   *
   * @throws AbortException where the tool is not there, or refuses; with what it said
   */
  static SourceText render(StepContext context, Rendering rendering)
      throws IOException, InterruptedException {
    Launcher launcher = context.get(Launcher.class);
    FilePath workspace = context.get(FilePath.class);
    workspace.mkdirs();
    if (!launcher.isUnix()) {
      throw new AbortException(
          rendering.name() + " needs a POSIX shell on the agent, and this agent runs Windows.");
    }
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", rendering.script(), rendering.name()));
    command.addAll(rendering.arguments());
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    Proc process =
        launcher
            .launch()
            .cmds(command)
            .envs(context.get(EnvVars.class))
            .pwd(workspace)
            .stdout(output)
            .stderr(errors)
            .quiet(true)
            .start();
    int status =
        process.joinWithTimeout(
            PATIENCE_MINUTES, TimeUnit.MINUTES, context.get(TaskListener.class));
    if (status == ABSENT) {
      throw new AbortException(rendering.absent());
    }
    if (status != 0) {
      String said = errors.toString(StandardCharsets.UTF_8).strip();
      throw new AbortException(
          rendering.name()
              + " ended with status "
              + status
              + ": "
              + said.substring(0, Math.min(said.length(), MOST_ERRORS)));
    }
    return new SourceText(rendering.name(), output.toString(StandardCharsets.UTF_8));
  }
}
