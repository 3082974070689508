package io.jenkins.plugins.paas.image;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import io.jenkins.plugins.paas.image.build.BuildKitPod;
import io.jenkins.plugins.paas.image.build.BuildRequest;
import io.jenkins.plugins.paas.image.build.BuildctlTool;
import io.jenkins.plugins.paas.step.AgentCommand;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Builds and pushes by BuildKit: a remote buildkitd, which the buildctl command of the agent feeds,
 * or a rootless pod in the platform's cluster.
 */
public final class BuildKitBuilder extends CommandLineBuilder {

  private static final long serialVersionUID = 1L;

  private String address;
  private String podImage;

  @DataBoundConstructor
  public BuildKitBuilder() {}

  public String getAddress() {
    return address;
  }

  @DataBoundSetter
  public void setAddress(String value) {
    address = Util.fixEmptyAndTrim(value);
    if (address != null && !address.matches("(tcp|unix|docker-container|kube-pod)://[^\\s]+")) {
      throw new IllegalArgumentException(
          "buildkit: address: '"
              + address
              + "' must be such as tcp://buildkitd:1234 or unix:///run/buildkit/buildkitd.sock");
    }
  }

  public String getPodImage() {
    return podImage == null ? DescriptorImpl.defaultPodImage : podImage;
  }

  @DataBoundSetter
  public void setPodImage(String value) {
    String text = ArgumentGrammar.image(Util.fixEmptyAndTrim(value), "buildkit: podImage");
    podImage = DescriptorImpl.defaultPodImage.equals(text) ? null : text;
  }

  @Override
  public String symbol() {
    return "buildkit";
  }

  @Override
  Optional<String> absence(BuildSite site) throws IOException, InterruptedException {
    if (where(site).isEmpty()) {
      return BuildCluster.absence(site);
    }
    AgentCommand.Answer answer = ask(site, tool(site).workers());
    if (answer.status() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        answer.status() == 127
            ? "the buildctl command is not on the agent's PATH"
            : "buildkitd at "
                + where(site)
                + " cannot be reached ("
                + site.log().clean(lastLine(answer))
                + "). Start it, or correct the address; a socket is for its owner and group");
  }

  private String where(BuildSite site) throws IOException, InterruptedException {
    return address != null ? address : site.environment().get("BUILDKIT_HOST", "");
  }

  @Override
  BuildctlTool tool(BuildSite site) throws IOException, InterruptedException {
    return new BuildctlTool(where(site));
  }

  @Override
  public RunningBuild start(BuildSite site, BuildRequest request)
      throws IOException, InterruptedException {
    return where(site).isEmpty()
        ? BuildKitPodRun.start(site, request, getPodImage())
        : super.start(site, request);
  }

  /** Describes the builder. */
  @Extension
  @Symbol("buildkit")
  public static final class DescriptorImpl extends Descriptor<ImageBuilder> {
    /** The image of the pod where none is named. */
    public static final String defaultPodImage = BuildKitPod.DEFAULT_IMAGE;

    @Override
    public String getDisplayName() {
      return "BuildKit: a remote buildkitd, or a pod";
    }
  }
}
