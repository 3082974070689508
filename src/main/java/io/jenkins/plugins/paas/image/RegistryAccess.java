package io.jenkins.plugins.paas.image;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import io.jenkins.plugins.paas.image.registry.RegistryCredential;
import io.jenkins.plugins.paas.image.registry.RegistryHost;
import io.jenkins.plugins.paas.platform.RegistryTarget;
import io.jenkins.plugins.paas.platform.TargetConnection;
import io.jenkins.plugins.paas.step.StepLog;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** A registry with the credential that the build may use there. Found anew in each turn. */
public final class RegistryAccess {

  private final RegistryHost host;
  private final RegistryCredential credential;
  private final HttpEndpoint.Builder endpoint;
  private final String caCertificate;

  private RegistryAccess(
      RegistryHost host,
      RegistryCredential credential,
      HttpEndpoint.Builder endpoint,
      String caCertificate) {
    this.host = host;
    this.caCertificate = caCertificate;
    this.credential = credential;
    this.endpoint = endpoint;
  }

  /**
   * The registry that an image names.
   *
   * @param host the registry's address
   * @param configured the platform's registry, or {@code null}; its credential and CA are used only
   *     if it is the same host
   * @param credentialsId the step's, or {@code null} for the platform's
   * @throws AbortException when the credential cannot be used
   */
  static RegistryAccess to(
      RegistryHost host,
      RegistryTarget configured,
      String credentialsId,
      Run<?, ?> run,
      StepLog log)
      throws AbortException {
    boolean own =
        configured != null && RegistryHost.of(configured.getUrl()).name().equals(host.name());
    RegistryTarget target = new RegistryTarget(host.uri().toString());
    String id = credentialsId;
    if (own) {
      target.setCaCertificate(configured.getCaCertificate());
      id = id == null ? configured.getCredentialsId() : id;
    }
    String what = "registry " + host.name();
    HttpEndpoint.Builder endpoint = TargetConnection.to(target, id, what, run, log);
    RegistryCredential credential =
        id == null ? null : credential(TargetConnection.find(id, what, run));
    return new RegistryAccess(host, credential, endpoint, target.getCaCertificate());
  }

  private static RegistryCredential credential(StandardCredentials found) {
    if (found instanceof StandardUsernamePasswordCredentials user) {
      return new RegistryCredential(user.getUsername(), () -> user.getPassword().getPlainText());
    }
    if (found instanceof StringCredentials token) {
      return new RegistryCredential("", () -> token.getSecret().getPlainText());
    }
    return null; // a client certificate is part of the endpoint
  }

  public RegistryHost host() {
    return host;
  }

  /**
   * User and password, as builders log in; {@code null} for anonymous access or a certificate.
   *
   * @throws AbortException when the credential is a token without a user
   */
  public RegistryCredential login() throws AbortException {
    if (credential != null && credential.user().isEmpty()) {
      throw new AbortException(
          "Builders log in with a user name and a password, and the credential of registry "
              + host.name()
              + " is a secret text: configure one of the kind user name with password.");
    }
    return credential;
  }

  /** PEM text of the authority to trust, or {@code null} for the system's. */
  public String caCertificate() {
    return caCertificate;
  }

  /** A client to be closed by the caller. */
  public RegistryClient client() {
    return RegistryClient.of(host, credential, endpoint);
  }
}
