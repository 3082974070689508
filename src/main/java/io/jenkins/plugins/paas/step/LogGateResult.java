package io.jenkins.plugins.paas.step;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** How many lines matched, and the most frequent of them. Immutable. */
public final class LogGateResult implements Serializable {

  private static final long serialVersionUID = 1L;

  private final boolean satisfied;
  private final long count;
  private final ArrayList<LinkedHashMap<String, Object>> samples;

  /**
   * @param samples each with message, count and time
   */
  public LogGateResult(boolean satisfied, long count, List<Map<String, Object>> samples) {
    this.satisfied = satisfied;
    this.count = count;
    this.samples = new ArrayList<>();
    samples.forEach(sample -> this.samples.add(new LinkedHashMap<>(sample)));
  }

  /** Whether there were at most as many as allowed. */
  @Whitelisted
  public boolean isSatisfied() {
    return satisfied;
  }

  /** Lines that matched. */
  @Whitelisted
  public long getCount() {
    return count;
  }

  /** The most frequent of the newest lines, numbers aside: message, count, time. */
  @Whitelisted
  public List<Map<String, Object>> getSamples() {
    return new ArrayList<>(samples);
  }

  @Override
  @Whitelisted
  public String toString() {
    return count + " lines" + (satisfied ? "" : ", more than allowed");
  }
}
