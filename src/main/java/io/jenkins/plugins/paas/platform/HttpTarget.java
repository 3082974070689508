package io.jenkins.plugins.paas.platform;

import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import java.io.Serializable;
import java.net.URI;
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
