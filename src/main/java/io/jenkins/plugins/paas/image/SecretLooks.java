package io.jenkins.plugins.paas.image;

import hudson.AbortException;
import hudson.EnvVars;
import io.jenkins.plugins.paas.step.StepLog;
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

  private static final String INSTEAD =
      ". It would stay readable in the image's history: name its credential in 'secrets', and"
          + " mount it where it is needed (RUN --mount=type=secret,id=NAME …).";

  /** Shorter values are in ordinary texts, too. */
  private static final int SHORTEST = 6;

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
                    + INSTEAD);
          }
        });
  }

  /**
   * Refuses what holds a secret of this step, or a variable of the environment whose name says that
   * it is one.
   *
   * @throws AbortException for the first
   */
  static void refuseKnown(Map<String, String> pairs, String what, EnvVars environment, StepLog log)
      throws AbortException {
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      String source = log.hides(pair.getValue()) ? "a secret of this step" : null;
      for (Map.Entry<String, String> variable : environment.entrySet()) {
        boolean secret =
            variable.getValue().length() >= SHORTEST && NAME.matcher(variable.getKey()).matches();
        if (secret && pair.getValue().contains(variable.getValue())) {
          source = "the value of the variable " + variable.getKey();
        }
      }
      if (source != null) {
        throw new AbortException(
            "The " + what + " '" + pair.getKey() + "' has " + source + INSTEAD);
      }
    }
  }
}
