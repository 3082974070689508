package io.jenkins.plugins.paas.monitoring.prometheus;

/** What an idempotent change came to. */
public enum Outcome {
  CREATED,
  UPDATED,
  UNCHANGED,
  REMOVED;

  /** As logs say it. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
