package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import hudson.model.Descriptor;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * Annotations of a Service ({@code prometheus.io/scrape} and its kin), which many a Prometheus is
 * configured to follow.
 */
public final class AnnotationsRegistration extends Registration {

  private static final long serialVersionUID = 1L;

  @DataBoundConstructor
  public AnnotationsRegistration() {
    // the names of the annotations are what everybody uses
  }

  /** Describes the registration on pages and in configuration as code. */
  @Extension
  @Symbol("annotations")
  public static final class DescriptorImpl extends Descriptor<Registration> {
    @Override
    public String getDisplayName() {
      return "Annotations of the Service";
    }
  }
}
