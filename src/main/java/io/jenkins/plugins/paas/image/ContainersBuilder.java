package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.build.ContainersTool;
import io.jenkins.plugins.paas.step.AgentCommand;
import java.io.IOException;
import java.util.Optional;

/** What podman and buildah have in common; their symbols are their programs' names. */
abstract class ContainersBuilder extends CommandLineBuilder {

  private static final long serialVersionUID = 1L;

  @Override
  final Optional<String> absence(BuildSite site) throws IOException, InterruptedException {
    ContainersTool tool = tool(site);
    AgentCommand.Answer answer = ask(site, tool.info());
    if (answer.status() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        answer.status() == 127
            ? "the " + tool.program() + " command is not on the agent's PATH"
            : tool.program()
                + " cannot work on this agent ("
                + site.log().clean(lastLine(answer))
                + "). Its user needs a range in /etc/subuid and /etc/subgid, and a store of its"
                + " own");
  }

  @Override
  final ContainersTool tool(BuildSite site) {
    return new ContainersTool(symbol(), site.registry().caCertificate() != null);
  }
}
