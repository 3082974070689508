package io.jenkins.plugins.paas.core.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The certificate that a server shows, whether it is accepted or not: the handshake is verified as
 * ever, and what was shown is remembered. Nothing is sent over the connection.
 *
 * @param subject whom the server's own certificate names
 * @param notAfter the earliest end in the chain
 * @param refusal why the chain is not accepted; "" where it is
 */
public record ServerCertificate(String subject, Instant notAfter, String refusal) {

  /**
   * Looks once.
   *
   * @return empty for plain HTTP, behind a proxy, and where no certificate was shown
   * @throws IOException when the server cannot be reached
   */
  public static Optional<ServerCertificate> of(HttpEndpoint endpoint) throws IOException {
    URI uri = endpoint.baseUri();
    if (!"https".equalsIgnoreCase(uri.getScheme()) || isProxied(endpoint)) {
      return Optional.empty();
    }
    int port = uri.getPort() < 0 ? 443 : uri.getPort();
    try {
      Remembering trust = new Remembering(trust(endpoint.caCertificate()));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          TlsContexts.keyManagers(endpoint.clientIdentity()), new TrustManager[] {trust}, null);
      String refusal = "";
      try (Socket plain = new Socket()) {
        // judged and connected to as one and the same address
        InetSocketAddress address = new InetSocketAddress(uri.getHost(), port);
        if (!address.isUnresolved()) {
          AddressGuard.system().check(address.getAddress(), uri.getHost());
        }
        plain.connect(address, (int) endpoint.connectTimeout().toMillis());
        plain.setSoTimeout((int) endpoint.requestTimeout().toMillis());
        refusal = handshake(context, plain, uri.getHost(), port);
      }
      return trust.seen(refusal);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("No TLS context can be made: " + e.getMessage(), e);
    }
  }

  private static String handshake(SSLContext context, Socket plain, String host, int port)
      throws IOException {
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return "";
    } catch (SSLException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      return String.valueOf(root.getMessage());
    }
  }

  private static boolean isProxied(HttpEndpoint endpoint) {
    return endpoint.proxy() != null
        && endpoint.proxy().select(endpoint.baseUri()).stream()
            .anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
  }

  private static X509ExtendedTrustManager trust(String caPem) throws GeneralSecurityException {
    TrustManager[] managers = TlsContexts.trustManagers(caPem);
    if (managers == null) {
      TrustManagerFactory system =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      system.init((KeyStore) null);
      managers = system.getTrustManagers();
    }
    return (X509ExtendedTrustManager) managers[0];
  }

  /** Decides as another does, and keeps the chain. */
  private static final class Remembering extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;
    private X509Certificate[] chain = {};

    Remembering(X509ExtendedTrustManager judge) {
      this.judge = judge;
    }

    Optional<ServerCertificate> seen(String refusal) {
      if (chain.length == 0) {
        return Optional.empty();
      }
      Instant end = chain[0].getNotAfter().toInstant();
      for (X509Certificate one : chain) {
        Instant its = one.getNotAfter().toInstant();
        end = its.isBefore(end) ? its : end;
      }
      return Optional.of(
          new ServerCertificate(chain[0].getSubjectX500Principal().getName(), end, refusal));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type, Socket socket)
        throws CertificateException {
      chain = shown.clone();
      judge.checkServerTrusted(shown, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type, SSLEngine engine)
        throws CertificateException {
      chain = shown.clone();
      judge.checkServerTrusted(shown, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type)
        throws CertificateException {
      chain = shown.clone();
      judge.checkServerTrusted(shown, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type, Socket socket)
        throws CertificateException {
      judge.checkClientTrusted(shown, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type, SSLEngine engine)
        throws CertificateException {
      judge.checkClientTrusted(shown, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type)
        throws CertificateException {
      judge.checkClientTrusted(shown, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return judge.getAcceptedIssuers();
    }
  }
}
