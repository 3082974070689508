package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The container registry that images are pushed to and pulled from. */
public final class RegistryTarget extends HttpTarget {

  private static final long serialVersionUID = 1L;

  private String pullCredentialsId;

  @DataBoundConstructor
  public RegistryTarget(String url) {
    super(url);
  }

  /** What environments pull images with, or {@code null} where they need nothing. */
  public String getPullCredentialsId() {
    return pullCredentialsId;
  }

  @DataBoundSetter
  public void setPullCredentialsId(String value) {
    pullCredentialsId = Util.fixEmptyAndTrim(value);
  }

  /** Describes the target on pages and in configuration as code. */
  @Extension
  @Symbol("registry")
  public static final class DescriptorImpl extends HttpTargetDescriptor {
    @Override
    HttpTarget target(String url, String cloud, String context) {
      return new RegistryTarget(url);
    }

    @Override
    public String getDisplayName() {
      return "Container registry";
    }

    /** The credentials to pull with; the rules are {@link CredentialChoice}'s. */
    @POST
    public ListBoxModel doFillPullCredentialsIdItems(@QueryParameter String pullCredentialsId) {
      return CredentialChoice.items(null, pullCredentialsId);
    }

    /** Whether the chosen credential is there. */
    @POST
    public FormValidation doCheckPullCredentialsId(@QueryParameter String value) {
      return CredentialChoice.check(null, value);
    }
  }
}
