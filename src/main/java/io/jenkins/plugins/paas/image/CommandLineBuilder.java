package io.jenkins.plugins.paas.image;

import hudson.FilePath;
import io.jenkins.plugins.paas.image.build.BuildRequest;
import io.jenkins.plugins.paas.image.build.BuildTool;
import io.jenkins.plugins.paas.step.AgentCommand;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A builder that is a command of the agent, and reads a Dockerfile. */
abstract class CommandLineBuilder extends ImageBuilder {

  private static final long serialVersionUID = 1L;

  /**
   * Why the command cannot work on this agent.
   *
   * @return a clause without a full stop, or empty
   */
  abstract Optional<String> absence(BuildSite site) throws IOException, InterruptedException;

  /** The command as it is on this agent. */
  abstract BuildTool tool(BuildSite site) throws IOException, InterruptedException;

  @Override
  public final Optional<String> obstacle(BuildSite site, BuildRequest request)
      throws IOException, InterruptedException {
    FilePath dockerfile = site.context().child(request.dockerfile());
    if (!dockerfile.exists()) {
      return Optional.of("there is no Dockerfile at " + dockerfile.getRemote());
    }
    if (!site.workspace().isDescendant(site.contextPath() + "/" + request.dockerfile())) {
      return Optional.of(
          "the Dockerfile " + dockerfile.getRemote() + " leaves the workspace through a link");
    }
    Optional<String> absence = absence(site);
    if (absence.isPresent()) {
      return absence;
    }
    if (!request.ssh().isEmpty() && site.environment().get("SSH_AUTH_SOCK", "").isEmpty()) {
      return Optional.of("ssh needs an agent: run the step inside sshagent(['credential']) { }");
    }
    return tool(site).lacks(request);
  }

  @Override
  public RunningBuild start(BuildSite site, BuildRequest request)
      throws IOException, InterruptedException {
    return CommandRun.start(site, request, tool(site));
  }

  static AgentCommand.Answer ask(BuildSite site, List<String> command)
      throws IOException, InterruptedException {
    return AgentCommand.ask(site.stepContext(), command, Map.of());
  }

  /** Why a question failed: the last line is the one that tells. */
  static String lastLine(AgentCommand.Answer answer) {
    String said = answer.output().strip();
    return said.substring(said.lastIndexOf('\n') + 1).strip();
  }
}
