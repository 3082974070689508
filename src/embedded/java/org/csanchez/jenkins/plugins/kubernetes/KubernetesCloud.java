package org.csanchez.jenkins.plugins.kubernetes;

import hudson.Util;
import hudson.slaves.Cloud;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A cluster by its name. The embedded controller starts no agents in it. */
public class KubernetesCloud extends Cloud {
  private String serverUrl;
  private String serverCertificate;
  private boolean skipTlsVerify;
  private boolean usageRestricted;
  private String credentialsId;

  @DataBoundConstructor
  public KubernetesCloud(String name) {
    super(name);
  }

  public String getServerUrl() {
    return serverUrl;
  }

  @DataBoundSetter
  public void setServerUrl(String serverUrl) {
    this.serverUrl = serverUrl;
  }

  public String getServerCertificate() {
    return serverCertificate;
  }

  @DataBoundSetter
  public void setServerCertificate(String serverCertificate) {
    this.serverCertificate = Util.fixEmpty(serverCertificate);
  }

  public boolean isSkipTlsVerify() {
    return skipTlsVerify;
  }

  @DataBoundSetter
  public void setSkipTlsVerify(boolean skipTlsVerify) {
    this.skipTlsVerify = skipTlsVerify;
  }

  public boolean isUsageRestricted() {
    return usageRestricted;
  }

  @DataBoundSetter
  public void setUsageRestricted(boolean usageRestricted) {
    this.usageRestricted = usageRestricted;
  }

  public String getCredentialsId() {
    return credentialsId;
  }

  @DataBoundSetter
  public void setCredentialsId(String credentialsId) {
    this.credentialsId = Util.fixEmpty(credentialsId);
  }
}
