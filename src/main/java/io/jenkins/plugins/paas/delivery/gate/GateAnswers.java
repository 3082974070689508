package io.jenkins.plugins.paas.delivery.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import io.jenkins.plugins.paas.core.text.Redactor;
import io.jenkins.plugins.paas.delivery.gate.GateFailure.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Tells Gate's answers from its refusals. */
final class GateAnswers {

  /** A wish beyond this is a clock that is off. */
  private static final Duration LONGEST_WISH = Duration.ofMinutes(5);

  private static final int SHOWN = 500;

  private final URI gate;
  private final Redactor redactor;

  GateAnswers(URI gate, Redactor redactor) {
    this.gate = gate;
    this.redactor = redactor;
  }

  /** The failure that this answer is, if it is one. */
  Optional<GateFailure> refusal(String request, HttpAnswer answer) {
    int status = answer.status();
    boolean html =
        answer.header("Content-Type").orElse("").toLowerCase(Locale.ROOT).contains("text/html");
    if (status / 100 == 3 || status == 401 || html && status == 200) {
      // Gate never answers 401: it sends whoever is not logged in to its login page
      return failed(
          Kind.NOT_AUTHENTICATED,
          answer,
          request,
          html ? " with a web page" : "",
          "It does not accept the credential. Check the credential that is configured for"
              + " Spinnaker, its type, and the URL: an API port may differ from the browser's.");
    }
    if (answer.isSuccess()) {
      return Optional.empty();
    }
    String cause = html ? "" : cause(answer);
    String told = cause.isEmpty() ? (html ? " with a web page" : "") : ": " + cause;
    return switch (status) {
      case 403 ->
          failed(
              Kind.FORBIDDEN,
              answer,
              request,
              told,
              "The credential is known but lacks the right to do this.");
      case 404 -> failed(Kind.NOT_FOUND, answer, request, told, "");
      case 408, 429, 503 -> failed(Kind.BUSY, answer, request, told, "It asks for fewer requests.");
      default ->
          failed(
              status >= 500 ? Kind.SERVER : Kind.INVALID,
              answer,
              request,
              told,
              html ? "Something in front of Gate refused the address." : "");
    };
  }

  GateFailure empty(String request, HttpAnswer answer) {
    return failed(
            Kind.EMPTY,
            answer,
            request,
            " without a body",
            "A service behind it (Orca, Front50) is failing.")
        .orElseThrow();
  }

  GateFailure broken(HttpFailure e) {
    Kind kind =
        switch (e.kind()) {
          case REFUSED, TLS -> Kind.UNREACHABLE;
          case RESET, TIMEOUT -> Kind.LOST;
          case EMPTY -> Kind.EMPTY;
          case STATUS -> Kind.SERVER;
          case NOT_JSON, TOO_LARGE, FORBIDDEN_ADDRESS -> Kind.FOREIGN;
        };
    // a certificate that is not trusted will not become so by waiting
    Kind decided = e.kind() == HttpFailure.Kind.TLS ? Kind.FOREIGN : kind;
    return new GateFailure(decided, e.status(), "Gate: " + e.getMessage(), Duration.ZERO, e);
  }

  private Optional<GateFailure> failed(
      Kind kind, HttpAnswer answer, String request, String told, String advice) {
    return Optional.of(
        new GateFailure(
            kind,
            answer.status(),
            ("Gate at "
                    + gate
                    + " answered "
                    + answer.status()
                    + told
                    + " (to "
                    + request
                    + "). "
                    + advice)
                .strip(),
            wish(answer),
            null));
  }

  /**
   * What is behind a refusal. Gate nests the messages of the services behind it, each after {@code
   * Message: }; the last one is the cause, and what stands before it discloses internal addresses.
   */
  private String cause(HttpAnswer answer) {
    String text;
    try {
      JsonNode body = answer.isEmpty() ? null : answer.json();
      text = body == null ? "" : body.path("message").asText("");
    } catch (HttpFailure e) {
      text = answer.text(); // not JSON: shown as it is
    }
    return shorten(redactor.redact(lastMessage(text)));
  }

  static String lastMessage(String text) {
    String mark = "Message: ";
    int last = text.lastIndexOf(mark);
    return (last < 0 ? text : text.substring(last + mark.length())).strip();
  }

  private static String shorten(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
  }

  /**
   * {@code Retry-After}, or {@code X-RateLimit-Reset} of a 429: seconds or an HTTP date, which is
   * compared with the answer's own {@code Date}, so that our clock does not matter.
   */
  static Duration wish(HttpAnswer answer) {
    Optional<String> text = answer.header("Retry-After");
    if (text.isEmpty() && answer.status() == 429) {
      text = answer.header("X-RateLimit-Reset");
    }
    if (text.isEmpty()) {
      return Duration.ZERO;
    }
    String value = text.get().strip();
    if (value.matches("\\d{1,5}")) {
      return bounded(Duration.ofSeconds(Long.parseLong(value)));
    }
    Instant now = answer.header("Date").flatMap(GateAnswers::date).orElseGet(Instant::now);
    return date(value).map(at -> bounded(Duration.between(now, at))).orElse(Duration.ZERO);
  }

  private static Duration bounded(Duration wish) {
    return wish.isNegative()
        ? Duration.ZERO
        : wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty(); // a date that cannot be read is no wish
    }
  }
}
