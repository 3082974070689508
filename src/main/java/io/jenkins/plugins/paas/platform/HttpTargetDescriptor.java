package io.jenkins.plugins.paas.platform;

import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.paas.core.http.Authorities;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the targets' pages share: the checks of URL and CA, the credentials, the connection. */
public abstract class HttpTargetDescriptor extends Descriptor<HttpTarget> {

  private static final List<String> HERE = List.of("localhost", "127.0.0.1", "[::1]");

  /** Whether the text is a base URL; connects to nothing. */
  @POST
  public FormValidation doCheckUrl(@QueryParameter String value) {
    Jenkins.get().checkPermission(Jenkins.ADMINISTER);
    if (Util.fixEmptyAndTrim(value) == null) {
      return FormValidation.error("A URL is required, such as https://host:port");
    }
    try {
      URI uri = HttpTarget.requireUrl(value.strip());
      boolean clear = uri.getScheme().toLowerCase(Locale.ROOT).equals("http");
      return clear && !HERE.contains(uri.getHost())
          ? FormValidation.warning("Without TLS everybody in between reads along: prefer https")
          : FormValidation.ok();
    } catch (IllegalArgumentException e) {
      return FormValidation.error(e.getMessage());
    }
  }

  /** Whether the text is a CA that can verify something today. */
  @POST
  public FormValidation doCheckCaCertificate(@QueryParameter String value) {
    Jenkins.get().checkPermission(Jenkins.ADMINISTER);
    if (Util.fixEmptyAndTrim(value) == null) {
      return FormValidation.ok();
    }
    return Authorities.flaw(value.strip(), Instant.now())
        .map(
            flaw ->
                flaw.fatal()
                    ? FormValidation.error(flaw.text())
                    : FormValidation.warning(flaw.text()))
        .orElseGet(FormValidation::ok);
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

  /**
   * Asks the target as it stands on the page: version, whom it knows the credential as, what is
   * missing, and how long it took. For administrators alone, since a stored credential is sent to
   * the URL of the page; without any effect on the system.
   *
   * @param cloud and context are a cluster's alone
   */
  @POST
  public FormValidation doTestConnection(
      @QueryParameter String url,
      @QueryParameter String credentialsId,
      @QueryParameter String caCertificate,
      @QueryParameter String cloud,
      @QueryParameter String context)
      throws InterruptedException {
    Jenkins.get().checkPermission(Jenkins.ADMINISTER);
    try {
      HttpTarget target = target(url, cloud, context);
      target.setCredentialsId(credentialsId);
      target.setCaCertificate(caCertificate);
      return target.isGiven()
          ? ConnectionTrial.of(target)
          : FormValidation.error("A URL is required, such as https://host:port");
    } catch (IllegalArgumentException e) {
      return FormValidation.error(e.getMessage());
    }
  }

  /** A target of this kind, as the page names it. */
  abstract HttpTarget target(String url, String cloud, String context);
}
