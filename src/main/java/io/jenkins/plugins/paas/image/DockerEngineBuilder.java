package io.jenkins.plugins.paas.image;

import hudson.Extension;
import hudson.FilePath;
import hudson.model.Descriptor;
import io.jenkins.plugins.paas.image.build.BuildRequest;
import io.jenkins.plugins.paas.image.build.DockerCommands;
import io.jenkins.plugins.paas.image.build.DockerEngine;
import io.jenkins.plugins.paas.step.AgentCommand;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * Builds and pushes by the docker command of the agent, through BuildKit where command and engine
 * have it.
 */
public final class DockerEngineBuilder extends ImageBuilder {

  private static final long serialVersionUID = 1L;

  @DataBoundConstructor
  public DockerEngineBuilder() {}

  @Override
  public String symbol() {
    return "dockerEngine";
  }

  @Override
  public Optional<String> obstacle(BuildSite site, BuildRequest request)
      throws IOException, InterruptedException {
    FilePath dockerfile = site.context().child(request.dockerfile());
    if (!dockerfile.exists()) {
      return Optional.of("there is no Dockerfile at " + dockerfile.getRemote());
    }
    return Optional.ofNullable(engine(site).problem());
  }

  private static DockerEngine engine(BuildSite site) throws IOException, InterruptedException {
    AgentCommand.Answer answer =
        AgentCommand.ask(site.stepContext(), DockerCommands.version(), Map.of());
    return DockerEngine.read(
        answer.status(), answer.output(), site.environment().get("DOCKER_HOST"));
  }

  @Override
  public RunningBuild start(BuildSite site, BuildRequest request)
      throws IOException, InterruptedException {
    DockerEngine engine = engine(site);
    boolean hasBuildx =
        AgentCommand.ask(site.stepContext(), DockerCommands.buildxVersion(), Map.of()).status()
            == 0;
    boolean buildKit = engine.usesBuildKit(hasBuildx);
    site.log()
        .info(
            "Docker engine "
                + engine.server()
                + ", client "
                + engine.client()
                + (buildKit ? ", BuildKit" : ", classic builder (no BuildKit in this client)"));
    return DockerRun.start(site, request, buildKit);
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
