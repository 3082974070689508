package io.jenkins.plugins.paas.image.scan;

import io.jenkins.plugins.paas.core.text.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How bad a finding is, the least first. */
public enum Severity {
  /** No finding is; as a limit it lets nothing pass. */
  NONE,
  NEGLIGIBLE,
  LOW,
  /** Not rated yet: it may be anything, so that it passes only where medium does. */
  UNKNOWN,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** As scanners say it; a word of their own is {@link #UNKNOWN}. */
  static Severity said(String word) {
    for (Severity severity : values()) {
      if (severity.name().equalsIgnoreCase(word)) {
        return severity;
      }
    }
    return UNKNOWN;
  }

  /**
   * As a Pipeline says it.
   *
   * @throws IllegalArgumentException for another word
   */
  public static Severity limit(String word) {
    List<String> words =
        Arrays.stream(values()).filter(s -> s != UNKNOWN).map(Severity::word).toList();
    String given = word.strip().toLowerCase(Locale.ROOT);
    if (words.contains(given)) {
      return valueOf(given.toUpperCase(Locale.ROOT));
    }
    throw new IllegalArgumentException(
        "scan: maxSeverity: '"
            + word
            + "' is none of "
            + String.join(", ", words)
            + NearestName.suggest(given, words).map(n -> ". Did you mean '" + n + "'?").orElse(""));
  }

  /** In lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
