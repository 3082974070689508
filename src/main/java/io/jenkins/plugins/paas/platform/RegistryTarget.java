package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The container registry that images are pushed to and pulled from. */
public final class RegistryTarget extends HttpTarget {

  private static final long serialVersionUID = 1L;

  @DataBoundConstructor
  public RegistryTarget(String url) {
    super(url);
  }

  /** Describes the target on pages and in configuration as code. */
  @Extension
  @Symbol("registry")
  public static final class DescriptorImpl extends HttpTargetDescriptor {
    @Override
    public String getDisplayName() {
      return "Container registry";
    }
  }
}
