package io.jenkins.plugins.paas.logging.elastic;

import io.jenkins.plugins.paas.core.text.DurationText;
import java.time.Duration;

/** How long lines are kept. What exists is valid. */
public final class Retention {

  private static final Duration LEAST = Duration.ofHours(1);
  private static final Duration MOST = Duration.ofDays(3650);

  private final String text;
  private final Duration age;

  private Retention(String text, Duration age) {
    this.text = text;
    this.age = age;
  }

  /**
   * @throws IllegalArgumentException with the text and the grammar
   */
  public static Retention parse(String text) {
    Duration age;
    try {
      age = DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "retention " + e.getMessage() + "; 14 days are written 14d", e);
    }
    if (age.compareTo(LEAST) < 0 || age.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("retention '" + text + "' must be 1h to 3650d");
    }
    return new Retention(text, age);
  }

  public Duration age() {
    return age;
  }

  /**
   * When a new index is begun: whole indices are removed, so a fourteenth of the retention, an hour
   * at least and a day at most.
   */
  Duration rolloverAge() {
    Duration part = age.dividedBy(14);
    Duration day = Duration.ofDays(1);
    if (part.compareTo(LEAST) < 0) {
      return LEAST;
    }
    return part.compareTo(day) > 0 ? day : part;
  }

  /** In a unit that both products read: {@code 336h}. Rounded up, so that nothing goes too soon. */
  static String hours(Duration duration) {
    return duration.plus(Duration.ofMinutes(59)).toHours() + "h";
  }

  @Override
  public String toString() {
    return text;
  }
}
