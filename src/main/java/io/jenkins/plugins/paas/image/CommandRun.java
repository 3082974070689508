package io.jenkins.plugins.paas.image;

import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.paas.image.build.BuildFailure;
import io.jenkins.plugins.paas.image.build.BuildPaths;
import io.jenkins.plugins.paas.image.build.BuildRequest;
import io.jenkins.plugins.paas.image.build.BuildStatement;
import io.jenkins.plugins.paas.image.build.BuildTool;
import io.jenkins.plugins.paas.step.AgentCommand;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The commands of one build, running on the agent whether or not the controller is up. */
final class CommandRun implements RunningBuild {

  private static final long serialVersionUID = 1L;

  private final AgentCommand command;
  private final String program;
  private final String image;
  private final String statement;

  private CommandRun(AgentCommand command, String program, String image, String statement) {
    this.command = command;
    this.program = program;
    this.image = image;
    this.statement = statement;
  }

  static CommandRun start(BuildSite site, BuildRequest request, BuildTool tool)
      throws IOException, InterruptedException {
    StepContext context = site.stepContext();
    AgentCommand command = AgentCommand.prepare(context);
    boolean started = false;
    try {
      FilePath directory = command.directory(context);
      BuildPaths paths =
          new BuildPaths(
              site.context().getRemote(),
              site.context().child(request.dockerfile()).getRemote(),
              directory.getRemote(),
              site.registry().host());
      Map<String, String> environment = tool.environment(request, paths);
      new PrivateFiles(site, command, paths).write(request, tool, environment);
      command.start(context, tool.commands(request, paths), environment);
      started = true;
      return new CommandRun(
          command, tool.program(), request.references().get(0), paths.statement());
    } finally {
      if (!started) {
        command.stop(context);
      }
    }
  }

  @Override
  public Optional<String> poll(BuildSite site) throws IOException, InterruptedException {
    Optional<Integer> status = command.poll(site.stepContext(), site.log()::clean);
    if (status.isEmpty()) {
      return Optional.empty();
    }
    if (status.get() != 0) {
      throw new AbortException(
          program
              + " build or push of "
              + image
              + " failed with exit status "
              + status.get()
              + ": see its output above.");
    }
    String text = command.directory(site.stepContext()).child(statement).readToString();
    stop(site);
    try {
      return Optional.of(BuildStatement.digest(text));
    } catch (BuildFailure e) {
      throw new AbortException(program + ": " + e.getMessage());
    }
  }

  @Override
  public boolean stop(BuildSite site) throws IOException, InterruptedException {
    return command.stop(site.stepContext());
  }
}
