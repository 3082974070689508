package io.jenkins.plugins.paas.step;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** How a platform stands: its components by need, and whose they are. Immutable. */
public final class ReadinessReport implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String platform;
  private final String outcome;
  private final String at;
  private final ArrayList<CheckResult> checks;
  private final ArrayList<LockInResult> lockIn;
  private final long durationMillis;

  /**
   * @param outcome the worst of what is configured
   * @param at ISO-8601 instant
   */
  public ReadinessReport(
      String platform,
      String outcome,
      String at,
      List<CheckResult> checks,
      List<LockInResult> lockIn,
      long durationMillis) {
    this.platform = platform;
    this.outcome = outcome;
    this.at = at;
    this.checks = new ArrayList<>(checks);
    this.lockIn = new ArrayList<>(lockIn);
    this.durationMillis = durationMillis;
  }

  @Whitelisted
  public String getPlatform() {
    return platform;
  }

  /** The worst outcome of what is configured: {@code ready}, {@code unknown} and so on. */
  @Whitelisted
  public String getOutcome() {
    return outcome;
  }

  /** When it was checked: an ISO-8601 instant. */
  @Whitelisted
  public String getAt() {
    return at;
  }

  /** In the order of the needs. */
  @Whitelisted
  public List<CheckResult> getChecks() {
    return new ArrayList<>(checks);
  }

  /** Vendors' parts first. */
  @Whitelisted
  public List<LockInResult> getLockIn() {
    return new ArrayList<>(lockIn);
  }

  @Whitelisted
  public long getDurationMillis() {
    return durationMillis;
  }

  /** All of it as JSON, for machines. */
  @Whitelisted
  public String getJson() {
    return ReadinessText.json(this);
  }

  /** As a JUnit report: a suite each need, a case each component. */
  @Whitelisted
  public String getJunitXml() {
    return ReadinessText.junitXml(this);
  }

  @Override
  @Whitelisted
  public String toString() {
    return "platform " + platform + " " + outcome;
  }
}
