package io.jenkins.plugins.paas.image;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Refuses what looks like a secret where it would stay readable in the image. The message never
 * repeats the value.
 */
final class SecretLooks {

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(.*[_.-])?(passw(or)?d|passphrase|pwd|secret|token|credentials?|"
              + "(api|access|private|signing|ssh)[_.-]?key)([_.-].*)?");
  private static final Pattern VALUE =
      Pattern.compile(
          "(?s).*(-----BEGIN [A-Z ]*PRIVATE KEY-----"
              + "|\\bgh[pousr]_[A-Za-z0-9]{30,}"
              + "|\\bglpat-[A-Za-z0-9_-]{20,}"
              + "|\\bAKIA[0-9A-Z]{16}\\b"
              + "|\\beyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\."
              + "|://[^/\\s:@]+:[^/\\s@]+@).*");

  private SecretLooks() {}

  /**
   * Checks names and values.
   *
   * @param what one of them in the message, such as {@code build argument}
   * @throws IllegalArgumentException for the first that looks like a secret
   */
  static void refuse(Map<String, String> pairs, String what) {
    pairs.forEach(
        (name, value) -> {
          boolean byName = NAME.matcher(name).matches();
          if (byName || VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                "The "
                    + what
                    + " '"
                    + name
                    + "' looks like a secret by its "
                    + (byName ? "name" : "value")
                    + ". It would stay readable in the image's history: do what needs it in a"
                    + " step before the build (withCredentials), and copy the outcome into the"
                    + " context.");
          }
        });
  }
}
