package io.jenkins.embedded.controller.junit;

import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What {@code junit} returns: the counts that Jenkins' TestResultSummary has. */
public final class TestTotals implements Serializable {
  private static final long serialVersionUID = 1L;
  private final int passed;
  private final int failed;
  private final int skipped;

  TestTotals(int passed, int failed, int skipped) {
    this.passed = passed;
    this.failed = failed;
    this.skipped = skipped;
  }

  @Whitelisted
  public int getTotalCount() {
    return passed + failed + skipped;
  }

  @Whitelisted
  public int getPassCount() {
    return passed;
  }

  @Whitelisted
  public int getFailCount() {
    return failed;
  }

  @Whitelisted
  public int getSkipCount() {
    return skipped;
  }

  @Override
  public String toString() {
    return getTotalCount() + " tests, " + failed + " failed, " + skipped + " skipped";
  }
}
