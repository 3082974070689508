package io.jenkins.plugins.paas.core.text;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 90s}, {@code 5m}, {@code 2h}, {@code 14d}, {@code 1h30m}.
 */
public final class DurationText {

  private static final Pattern WHOLE = Pattern.compile("(?:\\d{1,9}(?:ms|[smhd]))+");
  private static final Pattern PART = Pattern.compile("(\\d+)(ms|[smhd])");

  private DurationText() {}

  /**
   * @throws IllegalArgumentException with the text and the grammar
   */
  public static Duration parse(String text) {
    if (text == null || !WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no duration: write a number and ms, s, m, h or d, such as 30s or 1h30m");
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      long n = Long.parseLong(part.group(1));
      sum =
          sum.plus(
              switch (part.group(2)) {
                case "ms" -> Duration.ofMillis(n);
                case "s" -> Duration.ofSeconds(n);
                case "m" -> Duration.ofMinutes(n);
                case "h" -> Duration.ofHours(n);
                default -> Duration.ofDays(n);
              });
    }
    return sum;
  }

  /** Short and readable: {@code 850 ms}, {@code 4.2 s}, {@code 3 min 5 s}, {@code 2 h 10 min}. */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return millis / 1000 + "." + millis % 1000 / 100 + " s";
    }
    if (millis < 3_600_000) {
      return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
    return duration.toHours() + " h " + duration.toMinutesPart() + " min";
  }
}
