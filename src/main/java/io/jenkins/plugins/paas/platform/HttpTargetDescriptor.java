package io.jenkins.plugins.paas.platform;

import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import java.net.URI;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the targets' pages share: the check of the URL. */
public abstract class HttpTargetDescriptor extends Descriptor<HttpTarget> {

  /** Whether the text is a base URL; connects to nothing. */
  @POST
  public FormValidation doCheckUrl(@QueryParameter String value) {
    Jenkins.get().checkPermission(Jenkins.ADMINISTER);
    if (value == null || value.isBlank()) {
      return FormValidation.error("A URL is required, such as https://host:port");
    }
    try {
      HttpEndpoint.at(URI.create(value.strip()));
      return FormValidation.ok();
    } catch (IllegalArgumentException e) {
      return FormValidation.error(e.getMessage());
    }
  }

  /** The credentials to choose from; the rules are {@link CredentialChoice}'s. */
  @POST
  public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
    return CredentialChoice.items(null, credentialsId);
  }

  /** Whether the chosen credential is there. */
  @POST
  public FormValidation doCheckCredentialsId(@QueryParameter String value) {
    return CredentialChoice.check(null, value);
  }
}
