package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A Prometheus, and how applications are registered with it. */
public final class PrometheusTarget extends HttpTarget {

  private static final long serialVersionUID = 1L;

  private Registration registration;

  @DataBoundConstructor
  public PrometheusTarget(String url) {
    super(url);
  }

  /** How targets reach Prometheus; {@code null} where that is not configured. */
  public Registration getRegistration() {
    return registration;
  }

  @DataBoundSetter
  public void setRegistration(Registration value) {
    registration = value;
  }

  /** Describes the target on pages and in configuration as code. */
  @Extension
  @Symbol("prometheus")
  public static final class DescriptorImpl extends HttpTargetDescriptor {
    @Override
    HttpTarget target(String url, String cloud, String context) {
      return new PrometheusTarget(url);
    }

    @Override
    public String getDisplayName() {
      return "Prometheus";
    }
  }
}
