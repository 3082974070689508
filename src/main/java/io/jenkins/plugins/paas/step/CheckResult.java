package io.jenkins.plugins.paas.step;

import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** How one component of a platform stands. Immutable. */
public final class CheckResult implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String need;
  private final String component;
  private final String outcome;
  private final boolean configured;
  private final String evidence;
  private final String remedy;
  private final long durationMillis;

  public CheckResult(
      String need,
      String component,
      String outcome,
      boolean configured,
      String evidence,
      String remedy,
      long durationMillis) {
    this.need = need;
    this.component = component;
    this.outcome = outcome;
    this.configured = configured;
    this.evidence = evidence;
    this.remedy = remedy;
    this.durationMillis = durationMillis;
  }

  /** What of a PaaS it belongs to, such as {@code Monitoring}. */
  @Whitelisted
  public String getNeed() {
    return need;
  }

  /** What was looked at. */
  @Whitelisted
  public String getComponent() {
    return component;
  }

  /** {@code ready}, {@code degraded}, {@code missing} or {@code unknown}. */
  @Whitelisted
  public String getOutcome() {
    return outcome;
  }

  /** Whether the platform has it at all. */
  @Whitelisted
  public boolean isConfigured() {
    return configured;
  }

  /** What was seen. */
  @Whitelisted
  public String getEvidence() {
    return evidence;
  }

  /** What to do; empty where nothing is to be done. */
  @Whitelisted
  public String getRemedy() {
    return remedy;
  }

  @Whitelisted
  public long getDurationMillis() {
    return durationMillis;
  }

  @Override
  @Whitelisted
  public String toString() {
    return need + ": " + component + " " + outcome;
  }
}
