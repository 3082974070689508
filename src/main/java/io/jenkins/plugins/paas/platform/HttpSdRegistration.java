package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A document at {@code /paas/sd/<platform>} of this controller, which Prometheus asks for ({@code
 * http_sd}).
 */
public final class HttpSdRegistration extends Registration {

  private static final long serialVersionUID = 1L;

  private String rulesDirectory;

  @DataBoundConstructor
  public HttpSdRegistration() {
    // where the document is follows from the platform's name
  }

  /** Absolute path on the controller that Prometheus' {@code rule_files} names, or {@code null}. */
  public String getRulesDirectory() {
    return rulesDirectory;
  }

  @DataBoundSetter
  public void setRulesDirectory(String value) {
    rulesDirectory = Util.fixEmptyAndTrim(value);
  }

  /** Describes the registration on pages and in configuration as code. */
  @Extension
  @Symbol("httpSd")
  public static final class DescriptorImpl extends Descriptor<Registration> {
    @Override
    public String getDisplayName() {
      return "A document that Prometheus asks this controller for (http_sd)";
    }
  }
}
