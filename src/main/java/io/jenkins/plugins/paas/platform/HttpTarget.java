package io.jenkins.plugins.paas.platform;

import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A system of the platform that answers over HTTP: its base URL, the credential that may be sent to
 * it, and the authority that signed its certificate.
 */
public abstract class HttpTarget extends AbstractDescribableImpl<HttpTarget>
    implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String url;
  private String credentialsId;
  private String caCertificate;

  protected HttpTarget(String url) {
    String text = Util.fixEmptyAndTrim(url);
    this.url = text != null && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    if (this.url != null) {
      requireUrl(this.url);
    }
  }

  /**
   * The text as a base URL.
   *
   * @throws IllegalArgumentException when it has no scheme, a user or a query, or is none at all
   */
  static URI requireUrl(String text) {
    try {
      return HttpEndpoint.at(new URI(text)).build().baseUri();
    } catch (URISyntaxException e) {
      // without the text, and without the cause that has it: there may be a password in it
      throw new IllegalArgumentException(
          "This is no URL: " + e.getReason() + " at character " + (e.getIndex() + 1));
    }
  }

  /** Base URL without a trailing slash; {@code null} where the target is named otherwise. */
  public String getUrl() {
    return url;
  }

  /** Id of a credential, or {@code null} for none. */
  public String getCredentialsId() {
    return credentialsId;
  }

  @DataBoundSetter
  public void setCredentialsId(String value) {
    credentialsId = Util.fixEmptyAndTrim(value);
  }

  /** PEM text of the authority to trust; {@code null} means the system's authorities. */
  public String getCaCertificate() {
    return caCertificate;
  }

  @DataBoundSetter
  public void setCaCertificate(String value) {
    caCertificate = Util.fixEmptyAndTrim(value);
  }

  /** Whether it says where it is. */
  boolean isGiven() {
    return url != null;
  }

  /** Host and port, as image references and logs name it. */
  public String authority() {
    return URI.create(url).getAuthority();
  }
}
