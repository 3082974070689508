package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** An Elasticsearch or OpenSearch; which of them is detected. */
public final class ElasticTarget extends HttpTarget {

  private static final long serialVersionUID = 1L;

  @DataBoundConstructor
  public ElasticTarget(String url) {
    super(url);
  }

  /** Describes the target on pages and in configuration as code. */
  @Extension
  @Symbol("elastic")
  public static final class DescriptorImpl extends HttpTargetDescriptor {
    @Override
    HttpTarget target(String url, String cloud, String context) {
      return new ElasticTarget(url);
    }

    @Override
    public String getDisplayName() {
      return "Elasticsearch or OpenSearch";
    }
  }
}
