package io.jenkins.plugins.paas.kube;

import java.util.Locale;

/** What became of an object. */
public enum Outcome {
  CREATED,
  CONFIGURED,
  UNCHANGED,
  /** Removed, since it is not wanted any more. */
  PRUNED,
  /** Left as it is: others manage fields that were to be set. */
  CONFLICT;

  /** As results and logs say it: {@code created}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
