package io.jenkins.plugins.paas.core.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * How long a server asks to wait: {@code Retry-After} (RFC 9110 10.2.3), seconds or an HTTP date.
 */
public final class RetryAfter {

  private RetryAfter() {}

  /**
   * The longer of the server's wish and {@code otherwise}; a wish that cannot be read is ignored.
   */
  public static Duration of(HttpAnswer answer, Duration otherwise, Clock clock) {
    if (answer == null) {
      return otherwise;
    }
    return answer
        .header("Retry-After")
        .map(text -> parse(text.strip(), clock.instant(), otherwise))
        .filter(wish -> wish.compareTo(otherwise) > 0)
        .orElse(otherwise);
  }

  private static Duration parse(String text, Instant now, Duration otherwise) {
    if (text.matches("\\d{1,6}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Duration.between(now, at);
    } catch (DateTimeParseException e) {
      return otherwise; // a server's mistake must not end the wait
    }
  }
}
