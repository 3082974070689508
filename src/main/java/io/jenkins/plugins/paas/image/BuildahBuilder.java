package io.jenkins.plugins.paas.image;

import hudson.Extension;
import hudson.model.Descriptor;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Builds and pushes by the buildah command of the agent; no daemon. */
public final class BuildahBuilder extends ContainersBuilder {

  private static final long serialVersionUID = 1L;

  @DataBoundConstructor
  public BuildahBuilder() {}

  @Override
  public String symbol() {
    return "buildah";
  }

  /** Describes the builder. */
  @Extension
  @Symbol("buildah")
  public static final class DescriptorImpl extends Descriptor<ImageBuilder> {
    @Override
    public String getDisplayName() {
      return "buildah: no daemon";
    }
  }
}
