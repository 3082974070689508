package org.jenkinsci.plugins.plaincredentials.impl;

import com.cloudbees.plugins.credentials.CredentialsDescriptor;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import hudson.util.Secret;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;

/** A secret text that the controller keeps. */
public final class StringCredentialsImpl extends BaseStandardCredentials
    implements StringCredentials {
  private static final long serialVersionUID = 1L;

  private final Secret secret;

  @DataBoundConstructor
  public StringCredentialsImpl(
      CredentialsScope scope, String id, String description, Secret secret) {
    super(scope, id, description);
    this.secret = secret;
  }

  @Override
  public Secret getSecret() {
    return secret;
  }

  /** Known as {@code string}. */
  @Symbol("string")
  public static class DescriptorImpl extends CredentialsDescriptor {
    @Override
    public String getDisplayName() {
      return "Secret text";
    }
  }
}
