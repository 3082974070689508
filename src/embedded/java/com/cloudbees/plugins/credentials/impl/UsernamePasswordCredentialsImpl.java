package com.cloudbees.plugins.credentials.impl;

import com.cloudbees.plugins.credentials.CredentialsDescriptor;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Descriptor;
import hudson.util.Secret;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A user name and a password that the controller keeps. */
public class UsernamePasswordCredentialsImpl extends BaseStandardCredentials
    implements StandardUsernamePasswordCredentials {
  private static final long serialVersionUID = 1L;

  private final String username;
  private final Secret password;
  private boolean usernameSecret;

  @DataBoundConstructor
  public UsernamePasswordCredentialsImpl(
      CredentialsScope scope, String id, String description, String username, String password)
      throws Descriptor.FormException {
    super(scope, id, description);
    this.username = username == null ? "" : username;
    this.password = Secret.fromString(password);
  }

  @Override
  public String getUsername() {
    return username;
  }

  @Override
  public Secret getPassword() {
    return password;
  }

  @Override
  public boolean isUsernameSecret() {
    return usernameSecret;
  }

  @DataBoundSetter
  public void setUsernameSecret(boolean usernameSecret) {
    this.usernameSecret = usernameSecret;
  }

  /** Known as {@code usernamePassword}. */
  @Symbol("usernamePassword")
  public static class DescriptorImpl extends CredentialsDescriptor {
    @Override
    public String getDisplayName() {
      return "Username with password";
    }
  }
}
