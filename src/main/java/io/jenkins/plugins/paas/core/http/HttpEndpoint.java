package io.jenkins.plugins.paas.core.http;

import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLContext;

/**
 * Where a system answers and how to reach it: base URL, authentication, trust, proxy and limits.
 * Immutable.
 */
public final class HttpEndpoint {

  /** Bodies over this are refused unless a call streams them. */
  public static final long DEFAULT_MAX_BODY_BYTES = 16L << 20;

  private final URI baseUri;
  private final Authentication authentication;
  private final String caCertificate;
  private final ClientIdentity clientIdentity;
  private final ProxySelector proxy;
  private final Duration connectTimeout;
  private final Duration requestTimeout;
  private final long maxBodyBytes;
  private final boolean audited;

  private HttpEndpoint(Builder b) {
    baseUri = b.baseUri;
    authentication = b.authentication;
    caCertificate = b.caCertificate;
    clientIdentity = b.clientIdentity;
    proxy = b.proxy;
    connectTimeout = b.connectTimeout;
    requestTimeout = b.requestTimeout;
    maxBodyBytes = b.maxBodyBytes;
    audited = b.audited;
  }

  /**
   * Starts an endpoint.
   *
   * @param baseUri absolute, http or https, without user-info, query and fragment
   * @throws IllegalArgumentException when it is not; the message quotes the rule
   */
  public static Builder at(URI baseUri) {
    return new Builder(baseUri);
  }

  /**
   * Starts an endpoint elsewhere (a token service) with the same trust, proxy and limits, but
   * without authentication and client certificate.
   */
  public Builder elsewhere(URI uri) {
    return at(uri)
        .caCertificate(caCertificate)
        .proxy(proxy)
        .connectTimeout(connectTimeout)
        .requestTimeout(requestTimeout)
        .maxBodyBytes(maxBodyBytes);
  }

  public URI baseUri() {
    return baseUri;
  }

  public Authentication authentication() {
    return authentication;
  }

  /** PEM text of the only authorities to trust, or {@code null} for the system's. */
  public String caCertificate() {
    return caCertificate;
  }

  /** {@code null} for none. */
  public ClientIdentity clientIdentity() {
    return clientIdentity;
  }

  public ProxySelector proxy() {
    return proxy;
  }

  public Duration connectTimeout() {
    return connectTimeout;
  }

  public Duration requestTimeout() {
    return requestTimeout;
  }

  boolean isAudited() {
    return audited;
  }

  public long maxBodyBytes() {
    return maxBodyBytes;
  }

  /** The trust and identity of this endpoint, or {@code null} for the system's. */
  SSLContext sslContext() {
    return caCertificate == null && clientIdentity == null
        ? null
        : TlsContexts.of(caCertificate, clientIdentity);
  }

  /** Equal for endpoints that may share a client, a session and a poll. Holds no secret. */
  public String hash() {
    return Integer.toHexString(
            Objects.hash(baseUri, caCertificate, connectTimeout, requestTimeout, maxBodyBytes))
        + '-'
        + Integer.toHexString(
            Objects.hash(
                authentication.identity(),
                authentication.secrets(),
                clientIdentity == null ? null : clientIdentity.identity()));
  }

  /** Collects what an endpoint needs. Not thread-safe. */
  public static final class Builder {
    private final URI baseUri;
    private Authentication authentication = Authentication.none();
    private String caCertificate;
    private ClientIdentity clientIdentity;
    private ProxySelector proxy;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration requestTimeout = Duration.ofSeconds(30);
    private long maxBodyBytes = DEFAULT_MAX_BODY_BYTES;
    private boolean audited;

    private Builder(URI uri) {
      String scheme = uri.getScheme();
      if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)
          || uri.getHost() == null
          || uri.getRawUserInfo() != null
          || uri.getRawQuery() != null
          || uri.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "'"
                + UrlRedaction.redact(uri.toString())
                + "' is no base URL: it must be http(s)://host[:port][/path] without user, query"
                + " and fragment");
      }
      String text = uri.toString();
      this.baseUri = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
    }

    public Builder authentication(Authentication value) {
      authentication = Objects.requireNonNull(value);
      return this;
    }

    /** PEM text of the only authorities to trust; {@code null} or blank means the system's. */
    public Builder caCertificate(String pem) {
      caCertificate = pem == null || pem.isBlank() ? null : pem;
      return this;
    }

    public Builder clientIdentity(ClientIdentity value) {
      clientIdentity = value;
      return this;
    }

    /** {@code null} means a direct connection. */
    public Builder proxy(ProxySelector value) {
      proxy = value;
      return this;
    }

    public Builder connectTimeout(Duration value) {
      connectTimeout = value;
      return this;
    }

    /** How long one attempt may take until its headers are there. */
    public Builder requestTimeout(Duration value) {
      requestTimeout = value;
      return this;
    }

    /** Calls that change something there are a matter for the audit. */
    public Builder audited() {
      audited = true;
      return this;
    }

    public Builder maxBodyBytes(long value) {
      maxBodyBytes = value;
      return this;
    }

    public HttpEndpoint build() {
      return new HttpEndpoint(this);
    }
  }
}
