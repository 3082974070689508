package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** An Alertmanager. */
public final class AlertmanagerTarget extends HttpTarget {

  private static final long serialVersionUID = 1L;

  @DataBoundConstructor
  public AlertmanagerTarget(String url) {
    super(url);
  }

  /** Describes the target on pages and in configuration as code. */
  @Extension
  @Symbol("alertmanager")
  public static final class DescriptorImpl extends HttpTargetDescriptor {
    @Override
    HttpTarget target(String url, String cloud, String context) {
      return new AlertmanagerTarget(url);
    }

    @Override
    public String getDisplayName() {
      return "Alertmanager";
    }
  }
}
