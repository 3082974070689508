package io.jenkins.plugins.paas.core.http;

import io.jenkins.plugins.paas.core.http.HttpFailure.Kind;
import io.jenkins.plugins.paas.core.text.Redactor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/**
 * Names one exchange in messages, and turns what went wrong into a failure that says what to do.
 */
public record HttpExchangeName(String method, URI uri, Duration timeout, Redactor redactor) {

  private static final int SHOWN_BODY = 300;

  HttpFailure status(HttpAnswer answer) {
    String advice =
        switch (answer.status()) {
          case 401 -> " Check the credential that is configured for this address.";
          case 403 -> " The credential is known but lacks the right to do this.";
          case 404 -> " Check the configured URL, or whether the object exists.";
          case 407 ->
              " The proxy wants a user: see Manage Jenkins, System, HTTP Proxy Configuration. For an"
                  + " HTTPS address the controller's JVM needs -D"
                  + UserProxy.TUNNELS
                  + "= as well, or it sends no password to a proxy.";
          case 429 -> " It limits the rate of requests.";
          default ->
              answer.status() / 100 == 3
                  ? " Redirects are not followed: check the configured URL and the credential."
                  : "";
        };
    return new HttpFailure(
        Kind.STATUS,
        answer.status(),
        this + " answered " + answer.status() + excerpt(answer) + "." + advice,
        null);
  }

  HttpFailure notJson(HttpAnswer answer, Throwable cause) {
    if (answer.isEmpty()) {
      return new HttpFailure(
          Kind.EMPTY,
          answer.status(),
          this + " answered " + answer.status() + " without a body.",
          null);
    }
    return new HttpFailure(
        Kind.NOT_JSON,
        answer.status(),
        this
            + " answered "
            + answer.status()
            + " with something other than JSON ("
            + answer.header("Content-Type").orElse("no content type")
            + ")"
            + excerpt(answer)
            + ". Check the configured URL: this may be a login page or a proxy.",
        cause);
  }

  HttpFailure tooLarge(int status, long cap) {
    return new HttpFailure(
        Kind.TOO_LARGE, status, this + " answered with more than " + cap + " bytes.", null);
  }

  HttpFailure broken(IOException e) {
    if (e instanceof AddressGuard.Forbidden) {
      return new HttpFailure(
          Kind.FORBIDDEN_ADDRESS, 0, this + " is not sent: " + e.getMessage() + ".", e);
    }
    if (e instanceof HttpTimeoutException) {
      return new HttpFailure(
          Kind.TIMEOUT, 0, this + " did not answer within " + timeout.toSeconds() + " s.", e);
    }
    if (e instanceof SSLException) {
      return new HttpFailure(
          Kind.TLS,
          0,
          this
              + ": the server's certificate is not accepted ("
              + redactor.redact(String.valueOf(e.getMessage()))
              + "). Configure its CA certificate, or correct the host name.",
          e);
    }
    if (e instanceof ConnectException || e instanceof UnknownHostException) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      boolean unresolved =
          root instanceof UnresolvedAddressException || root instanceof UnknownHostException;
      return new HttpFailure(
          Kind.REFUSED,
          0,
          this
              + ": "
              + (unresolved ? "the host name does not resolve" : "the connection was refused")
              + ". Check that it runs there, and the configured URL.",
          e);
    }
    return new HttpFailure(
        Kind.RESET,
        0,
        this + ": the connection broke (" + redactor.redact(String.valueOf(e.getMessage())) + ").",
        e);
  }

  private String excerpt(HttpAnswer answer) {
    String text = redactor.redact(answer.text()).strip().replaceAll("\\s+", " ");
    if (text.isEmpty()) {
      return "";
    }
    return ": " + (text.length() > SHOWN_BODY ? text.substring(0, SHOWN_BODY) + "…" : text);
  }

  @Override
  public String toString() {
    return method + " " + redactor.redact(UrlRedaction.redact(uri.toString()));
  }
}
