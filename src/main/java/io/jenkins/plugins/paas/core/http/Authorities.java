package io.jenkins.plugins.paas.core.http;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with a PEM text of authorities, found before a connection fails of it. */
public final class Authorities {

  private static final Duration SOON = Duration.ofDays(30);

  private Authorities() {}

  /**
   * A flaw.
   *
   * @param fatal whether nothing can be verified by it
   */
  public record Flaw(boolean fatal, String text) {}

  /** The worst flaw of the text; empty where there is none. */
  public static Optional<Flaw> flaw(String pem, Instant now) {
    List<X509Certificate> all;
    try {
      all = read(pem);
    } catch (CertificateException e) {
      return Optional.of(
          new Flaw(
              true,
              "This is no certificate ("
                  + e.getMessage()
                  + "). Give the CA as PEM (-----BEGIN CERTIFICATE-----)."));
    }
    Flaw worst = null;
    for (X509Certificate one : all) {
      Flaw flaw = flaw(one, now);
      worst = flaw != null && (worst == null || flaw.fatal()) ? flaw : worst;
    }
    return Optional.ofNullable(worst);
  }

  private static Flaw flaw(X509Certificate one, Instant now) {
    String name = one.getSubjectX500Principal().getName();
    Instant end = one.getNotAfter().toInstant();
    if (end.isBefore(now)) {
      return new Flaw(
          true,
          "The certificate " + name + " expired on " + end + ". Give the CA that replaced it.");
    }
    Instant begin = one.getNotBefore().toInstant();
    if (begin.isAfter(now)) {
      return new Flaw(true, "The certificate " + name + " is not valid before " + begin + ".");
    }
    Duration left = Duration.between(now, end);
    return left.compareTo(SOON) < 0
        ? new Flaw(false, "The certificate " + name + " ends in " + left.toDays() + " days.")
        : null;
  }

  private static List<X509Certificate> read(String pem) throws CertificateException {
    List<X509Certificate> all = new ArrayList<>();
    for (Certificate one :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
      all.add((X509Certificate) one);
    }
    if (all.isEmpty()) {
      throw new CertificateException("no certificate in the text");
    }
    return all;
  }
}
