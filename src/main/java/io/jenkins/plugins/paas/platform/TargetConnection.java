package io.jenkins.plugins.paas.platform;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCertificateCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.AbortException;
import hudson.ProxyConfiguration;
import hudson.Util;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.util.Secret;
import io.jenkins.plugins.paas.core.audit.AuditTrail;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.ClientIdentity;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.http.UserProxy;
import io.jenkins.plugins.paas.step.AuditSink;
import io.jenkins.plugins.paas.step.StepLog;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * Makes an endpoint of a target: finds its credential in the context of the build, and its proxy in
 * Jenkins. A credential is only ever sent to the target that names it.
 */
public final class TargetConnection {

  private TargetConnection() {}

  /**
   * @param what the target's name in messages, such as {@code registry}
   * @param run whose credentials are used; {@code null} for the controller's own
   * @param log learns what to hide; may be {@code null}
   * @throws AbortException when the credential does not exist or is of a kind that cannot be sent
   */
  public static HttpEndpoint.Builder to(HttpTarget target, String what, Run<?, ?> run, StepLog log)
      throws AbortException {
    return to(target, target.getCredentialsId(), what, run, log);
  }

  /** The same, with another credential than the target's. */
  public static HttpEndpoint.Builder to(
      HttpTarget target, String credentialsId, String what, Run<?, ?> run, StepLog log)
      throws AbortException {
    AuditSink.connect();
    AuditTrail.at(Platforms.of(target));
    HttpEndpoint.Builder endpoint =
        HttpEndpoint.at(URI.create(target.getUrl()))
            .audited()
            .caCertificate(target.getCaCertificate())
            .proxy(proxyFor(target.getUrl()));
    if (credentialsId == null) {
      return endpoint;
    }
    StandardCredentials credential = find(credentialsId, what, run);
    if (credential instanceof StandardCertificateCredentials certificate) {
      return endpoint.clientIdentity(
          new ClientIdentity(
              certificate.getKeyStore(),
              () -> certificate.getPassword().getPlainText().toCharArray(),
              credentialsId));
    }
    Authentication authentication = authentication(credential, what);
    if (log != null) {
      authentication.secrets().forEach(log::hide);
    }
    return endpoint.authentication(authentication);
  }

  /**
   * The credential, looked up as the build and tracked.
   *
   * @param run {@code null} for work of the controller itself, with its own credentials
   */
  public static StandardCredentials find(String id, String what, Run<?, ?> run)
      throws AbortException {
    if (run == null) {
      return own(id, what);
    }
    StandardCredentials credential =
        CredentialsProvider.findCredentialById(id, StandardCredentials.class, run, List.of());
    if (credential == null) {
      throw new AbortException(
          "The credential '"
              + id
              + "' of the "
              + what
              + " does not exist, or "
              + run.getParent().getFullName()
              + " may not use it.");
    }
    CredentialsProvider.track(run, credential);
    return credential;
  }

  private static StandardCredentials own(String id, String what) throws AbortException {
    StandardCredentials credential =
        CredentialsMatchers.firstOrNull(
            CredentialsProvider.lookupCredentialsInItemGroup(
                StandardCredentials.class, Jenkins.get(), ACL.SYSTEM2, List.of()),
            CredentialsMatchers.withId(id));
    if (credential == null) {
      throw new AbortException(
          "The credential '"
              + id
              + "' of the "
              + what
              + " is not among the controller's own: what no build does, such as sweeping, needs it"
              + " under Manage Jenkins, Credentials.");
    }
    return credential;
  }

  private static Authentication authentication(StandardCredentials credential, String what)
      throws AbortException {
    if (credential instanceof StandardUsernamePasswordCredentials user) {
      return Authentication.basic(user.getUsername(), () -> user.getPassword().getPlainText());
    }
    if (credential instanceof StringCredentials token) {
      return Authentication.bearer(() -> token.getSecret().getPlainText());
    }
    throw new AbortException(
        "The credential '"
            + credential.getId()
            + "' of the "
            + what
            + " must be a user name with password, a secret text or a certificate.");
  }

  static ProxySelector proxyFor(String url) {
    ProxyConfiguration configured = Jenkins.get().getProxy();
    if (configured == null) {
      return null;
    }
    Proxy proxy = configured.createProxy(URI.create(url).getHost());
    if (!(proxy.address() instanceof InetSocketAddress address)) {
      // on the no-proxy list: direct, whatever proxy the JVM itself was given
      return ProxySelector.of(null);
    }
    String user = Util.fixEmptyAndTrim(configured.getUserName());
    return user == null
        ? ProxySelector.of(address)
        : new UserProxy(address, user, () -> Secret.toString(configured.getSecretPassword()));
  }
}
