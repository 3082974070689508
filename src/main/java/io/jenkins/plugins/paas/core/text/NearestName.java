package io.jenkins.plugins.paas.core.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class NearestName {

  private NearestName() {}

  /**
   * The candidate with the fewest edits, if at most a third of the name (and at least two) differ.
   */
  public static Optional<String> suggest(String name, Collection<String> candidates) {
    int bound = Math.max(2, name.length() / 3);
    return candidates.stream()
        .filter(c -> distance(fold(name), fold(c)) <= bound || fold(c).startsWith(fold(name)))
        .min(
            Comparator.<String>comparingInt(c -> distance(fold(name), fold(c)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** {@code " Did you mean 'x'?"}, or what there is, or nothing. */
  public static String hint(String name, Collection<String> candidates) {
    return suggest(name, candidates)
        .map(c -> " Did you mean '" + c + "'?")
        .orElseGet(
            () ->
                candidates.isEmpty()
                    ? ""
                    : " There is: "
                        + String.join(", ", candidates.stream().sorted().limit(20).toList())
                        + (candidates.size() > 20 ? ", …" : "")
                        + ".");
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
