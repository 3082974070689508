package io.jenkins.plugins.paas.image;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.paas.image.build.BuildRequest;
import io.jenkins.plugins.paas.image.build.BuildTool;
import io.jenkins.plugins.paas.image.build.DockerEngine;
import io.jenkins.plugins.paas.image.build.DockerTool;
import io.jenkins.plugins.paas.step.AgentCommand;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * Builds and pushes by the docker command of the agent, through BuildKit where command and engine
 * have it.
 */
public final class DockerEngineBuilder extends CommandLineBuilder {

  private static final long serialVersionUID = 1L;

  @DataBoundConstructor
  public DockerEngineBuilder() {}

  @Override
  public String symbol() {
    return "dockerEngine";
  }

  @Override
  Optional<String> absence(BuildSite site) throws IOException, InterruptedException {
    return Optional.ofNullable(engine(site).problem());
  }

  private static DockerEngine engine(BuildSite site) throws IOException, InterruptedException {
    AgentCommand.Answer answer = ask(site, DockerTool.version());
    return DockerEngine.read(
        answer.status(), answer.output(), site.environment().get("DOCKER_HOST"));
  }

  @Override
  BuildTool tool(BuildSite site) throws IOException, InterruptedException {
    return tool(site, engine(site));
  }

  private static DockerTool tool(BuildSite site, DockerEngine engine)
      throws IOException, InterruptedException {
    boolean buildx = ask(site, DockerTool.buildxVersion()).status() == 0;
    return new DockerTool(engine.usesBuildKit(buildx), buildx);
  }

  @Override
  public RunningBuild start(BuildSite site, BuildRequest request)
      throws IOException, InterruptedException {
    DockerEngine engine = engine(site);
    DockerTool tool = tool(site, engine);
    site.log()
        .info(
            "Docker engine "
                + engine.server()
                + ", client "
                + engine.client()
                + (tool.buildKit()
                    ? ", BuildKit"
                    : ", classic builder (no BuildKit in this client)"));
    return CommandRun.start(site, request, tool);
  }

  /** Describes the builder. */
  @Extension
  @Symbol("dockerEngine")
  public static final class DescriptorImpl extends Descriptor<ImageBuilder> {
    @Override
    public String getDisplayName() {
      return "Docker engine of the agent";
    }
  }
}
