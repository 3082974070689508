package io.jenkins.embedded.controller;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Secrets that a body's log must not show. */
public final class LogMask {
  private static final String STARS = "****";

  private final List<String> secrets;

  /** Empty texts and lines of several-line secrets are handled; longer ones are masked first. */
  public LogMask(Collection<String> secrets) {
    this.secrets =
        secrets.stream()
            .flatMap(String::lines)
            .filter(line -> !line.isBlank())
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  public String apply(String line) {
    String masked = line;
    for (String secret : secrets) {
      masked = masked.replace(secret, STARS);
    }
    return masked;
  }
}
