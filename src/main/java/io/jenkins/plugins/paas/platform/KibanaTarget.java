package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** A Kibana or OpenSearch Dashboards. */
public final class KibanaTarget extends HttpTarget {

  private static final long serialVersionUID = 1L;

  @DataBoundConstructor
  public KibanaTarget(String url) {
    super(url);
  }

  /** Describes the target on pages and in configuration as code. */
  @Extension
  @Symbol("kibana")
  public static final class DescriptorImpl extends HttpTargetDescriptor {
    @Override
    HttpTarget target(String url, String cloud, String context) {
      return new KibanaTarget(url);
    }

    @Override
    public String getDisplayName() {
      return "Kibana or OpenSearch Dashboards";
    }
  }
}
