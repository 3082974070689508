package io.jenkins.plugins.paas.platform.readiness;

import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import io.jenkins.plugins.paas.core.http.ServerCertificate;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * What can be seen of any HTTP system before it is asked for anything: whether it answers, how
 * soon, how long its certificate is good for, and whether its clock is that of this machine. No
 * credential is sent.
 */
public final class EndpointLook {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(8);
  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final Duration SKEWED = Duration.ofSeconds(30);
  private static final Duration ENDS_SOON = Duration.ofDays(30);
  private static final long MAX_BODY = 1 << 20;

  private final Clock clock;

  /**
   * @param clock this machine's
   */
  public EndpointLook(Clock clock) {
    this.clock = clock;
  }

  /** The endpoint as it is, with time-outs that an audit can afford. */
  public static HttpEndpoint brisk(HttpEndpoint endpoint) {
    return brisk(
        HttpEndpoint.at(endpoint.baseUri()).authentication(endpoint.authentication()), endpoint);
  }

  private static HttpEndpoint brisk(HttpEndpoint.Builder builder, HttpEndpoint endpoint) {
    return builder
        .caCertificate(endpoint.caCertificate())
        .clientIdentity(endpoint.clientIdentity())
        .proxy(endpoint.proxy())
        .connectTimeout(CONNECT)
        .requestTimeout(ANSWER)
        .maxBodyBytes(MAX_BODY)
        .build();
  }

  /**
   * Looks once, and notes what was seen.
   *
   * @param endpoint its authentication is left out
   * @return the answer to a request without credentials, or empty where there was none; the failure
   *     is noted
   */
  public Optional<HttpAnswer> look(Finding.Notes notes, HttpEndpoint endpoint, HttpCall call)
      throws InterruptedException {
    clear(notes, endpoint);
    if (!isTrusted(notes, endpoint)) {
      return Optional.empty(); // what is refused now would be refused again
    }
    HttpEndpoint bare = brisk(HttpEndpoint.at(endpoint.baseUri()), endpoint);
    try (HttpCaller caller = HttpCaller.to(bare)) {
      Instant sent = clock.instant();
      HttpAnswer answer = caller.send(call);
      Duration took = Duration.between(sent, clock.instant());
      notes.fact("answered in " + took.toMillis() + " ms");
      if (took.compareTo(SLOW) > 0) {
        notes.flaw(
            Readiness.DEGRADED,
            "that is slow",
            "Look whether it is overloaded, and at the network in between.");
      }
      skew(notes, answer, sent.plus(took.dividedBy(2)));
      return Optional.of(answer);
    } catch (HttpFailure e) {
      Faults.note(notes, e);
      return Optional.empty();
    }
  }

  private static void clear(Finding.Notes notes, HttpEndpoint endpoint) {
    URI uri = endpoint.baseUri();
    if (!"http".equalsIgnoreCase(uri.getScheme())) {
      return;
    }
    boolean here = List.of("localhost", "127.0.0.1", "[::1]").contains(uri.getHost());
    if (endpoint.authentication().headerName() != null && !here) {
      notes.flaw(
          Readiness.DEGRADED,
          "without TLS, so that the credential passes in the clear",
          "Give it a certificate, and the platform an https URL.");
    } else {
      notes.fact("without TLS" + (here ? ", on this machine" : ""));
    }
  }

  private boolean isTrusted(Finding.Notes notes, HttpEndpoint endpoint) {
    Optional<ServerCertificate> shown;
    try {
      shown = ServerCertificate.of(brisk(HttpEndpoint.at(endpoint.baseUri()), endpoint));
    } catch (IOException e) {
      return true; // the request that follows finds the same out, and words it
    }
    return shown.isEmpty() || isTrusted(notes, shown.get());
  }

  private boolean isTrusted(Finding.Notes notes, ServerCertificate shown) {
    Duration left = Duration.between(clock.instant(), shown.notAfter());
    String what = "certificate " + shown.subject();
    if (left.isNegative()) {
      notes.flaw(
          Readiness.DEGRADED,
          what + " expired on " + shown.notAfter(),
          "Renew the server's certificate: nothing is sent to it until then.");
      return false;
    }
    if (!shown.refusal().isEmpty()) {
      notes.flaw(
          Readiness.DEGRADED,
          what + " is not accepted: " + shown.refusal(),
          "Configure the CA that it is of, or correct the host name of the URL.");
      return false;
    }
    if (left.compareTo(ENDS_SOON) < 0) {
      notes.flaw(
          Readiness.DEGRADED,
          what + " ends in " + left.toDays() + " days, on " + shown.notAfter(),
          "Renew the server's certificate in time.");
    } else {
      notes.fact("certificate good for " + left.toDays() + " days");
    }
    return true;
  }

  private static void skew(Finding.Notes notes, HttpAnswer answer, Instant at) {
    Optional<String> date = answer.header("Date");
    if (date.isEmpty()) {
      return;
    }
    try {
      Instant theirs =
          ZonedDateTime.parse(date.get(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      // the header has whole seconds, cut off
      Duration skew = Duration.between(at, theirs.plusMillis(500));
      if (skew.abs().compareTo(SKEWED) > 0) {
        notes.flaw(
            Readiness.DEGRADED,
            "its clock is "
                + skew.abs().toSeconds()
                + " s "
                + (skew.isNegative() ? "behind" : "ahead of")
                + " this machine's",
            "Let both machines keep their time by NTP.");
      }
    } catch (DateTimeException e) {
      notes.fact("its Date header cannot be read");
    }
  }
}
