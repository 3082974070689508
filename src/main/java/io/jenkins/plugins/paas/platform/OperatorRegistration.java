package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Resources of the Prometheus operator in the platform's cluster. */
public final class OperatorRegistration extends Registration {

  private static final long serialVersionUID = 1L;

  private String namespace;
  private String name;
  private String prober;

  @DataBoundConstructor
  public OperatorRegistration() {
    // the cluster's only Prometheus is found without being named
  }

  /** Where the Prometheus resource is; {@code null} looks everywhere. */
  public String getNamespace() {
    return namespace;
  }

  @DataBoundSetter
  public void setNamespace(String value) {
    namespace = Util.fixEmptyAndTrim(value);
  }

  /** Its name, or {@code null} where there is only one. */
  public String getName() {
    return name;
  }

  @DataBoundSetter
  public void setName(String value) {
    name = Util.fixEmptyAndTrim(value);
  }

  /** {@code host:port} of a blackbox exporter, or {@code null}. */
  public String getProber() {
    return prober;
  }

  @DataBoundSetter
  public void setProber(String value) {
    prober = Util.fixEmptyAndTrim(value);
  }

  /** Describes the registration on pages and in configuration as code. */
  @Extension
  @Symbol("operator")
  public static final class DescriptorImpl extends Descriptor<Registration> {
    @Override
    public String getDisplayName() {
      return "Resources of the Prometheus operator";
    }
  }
}
