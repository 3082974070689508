package io.jenkins.plugins.paas.logging.elastic;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The name of a data stream or alias. What exists is valid. */
public record LogTarget(String name) {

  private static final String FORBIDDEN = "\\/*?\"<>| ,#:";

  /**
   * @throws IllegalArgumentException with the text and the rule
   */
  public LogTarget {
    if (name == null
        || name.isEmpty()
        || !name.equals(name.toLowerCase(Locale.ROOT))
        || name.chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0 || c < ' ')
        || "-_+.".indexOf(name.charAt(0)) >= 0
        || name.getBytes(StandardCharsets.UTF_8).length > 200) {
      throw new IllegalArgumentException(
          "target '"
              + name
              + "' is no name of a data stream: lower case, not beginning with '-', '_', '+' or"
              + " '.', without blanks and "
              + FORBIDDEN.replace(" ", "")
              + ", at most 200 bytes, such as logs-shop-staging");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
