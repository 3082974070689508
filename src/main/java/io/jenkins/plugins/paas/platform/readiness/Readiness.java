package io.jenkins.plugins.paas.platform.readiness;

import java.util.Collection;
import java.util.Locale;

/** How something stands; from good to bad. */
public enum Readiness {
  /** It is there and does what is needed of it. */
  READY,
  /** It could not be found out. */
  UNKNOWN,
  /** It is there, with a flaw that the remedy names. */
  DEGRADED,
  /** It is not configured, not installed, or nothing answers where it should be. */
  MISSING;

  /** The worst of them; {@link #UNKNOWN} where there is none. */
  public static Readiness worst(Collection<Readiness> all) {
    return all.stream().max(Enum::compareTo).orElse(UNKNOWN);
  }

  /** In lower case, as reports have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
