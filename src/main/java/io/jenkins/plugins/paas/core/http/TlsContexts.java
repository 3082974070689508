package io.jenkins.plugins.paas.core.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Makes TLS contexts from PEM authorities and client certificates. Host names are verified. */
public final class TlsContexts {

  private TlsContexts() {}

  static SSLContext of(String caPem, ClientIdentity identity) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(identity), trustManagers(caPem), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("No TLS context can be made: " + e.getMessage(), e);
    }
  }

  /** What shows the client certificate, or {@code null} for none. */
  public static KeyManager[] keyManagers(ClientIdentity identity) {
    if (identity == null) {
      return null;
    }
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(identity.keyStore(), identity.password().get());
      return keys.getKeyManagers();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "The client certificate cannot be used: " + e.getMessage() + ".", e);
    }
  }

  /** What trusts these authorities alone, or {@code null} for the system's. */
  public static TrustManager[] trustManagers(String caPem) {
    if (caPem == null) {
      return null;
    }
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trustStore(caPem));
      return trust.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "The CA certificate cannot be used: "
              + e.getMessage()
              + ". Give the CA as PEM (-----BEGIN CERTIFICATE-----).",
          e);
    }
  }

  private static KeyStore trustStore(String pem) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    Collection<? extends Certificate> all =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    if (all.isEmpty()) {
      throw new GeneralSecurityException("no certificate in the text");
    }
    int n = 0;
    for (Certificate certificate : all) {
      store.setCertificateEntry("ca" + n++, certificate);
    }
    return store;
  }
}
