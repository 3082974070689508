package io.jenkins.plugins.paas.kube;

import java.util.Locale;

/** What became of an object. */
public enum Outcome {
  CREATED,
  CONFIGURED,
  UNCHANGED;

  /** As results and logs say it: {@code created}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
