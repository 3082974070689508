package io.jenkins.plugins.paas.image;

import hudson.Extension;
import hudson.model.Descriptor;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** Builds and pushes by the podman command of the agent; no daemon. */
public final class PodmanBuilder extends ContainersBuilder {

  private static final long serialVersionUID = 1L;

  @DataBoundConstructor
  public PodmanBuilder() {}

  @Override
  public String symbol() {
    return "podman";
  }

  /** Describes the builder. */
  @Extension
  @Symbol("podman")
  public static final class DescriptorImpl extends Descriptor<ImageBuilder> {
    @Override
    public String getDisplayName() {
      return "podman: no daemon";
    }
  }
}
