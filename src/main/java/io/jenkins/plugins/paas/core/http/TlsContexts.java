package io.jenkins.plugins.paas.core.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes TLS contexts from PEM authorities and client certificates. Host names are verified. */
final class TlsContexts {

  private TlsContexts() {}

  static SSLContext of(String caPem, ClientIdentity identity) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManagerFactory keys = null;
      if (identity != null) {
        keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity.keyStore(), identity.password().get());
      }
      TrustManagerFactory trust = null;
      if (caPem != null) {
        trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trustStore(caPem));
      }
      context.init(
          keys == null ? null : keys.getKeyManagers(),
          trust == null ? null : trust.getTrustManagers(),
          null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "The CA certificate or client certificate cannot be used: "
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
