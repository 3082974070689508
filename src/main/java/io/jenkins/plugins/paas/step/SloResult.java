package io.jenkins.plugins.paas.step;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** Whether an objective was kept. Immutable. */
public final class SloResult implements Serializable {

  private static final long serialVersionUID = 1L;

  private final boolean satisfied;
  private final String reason;
  private final ArrayList<LinkedHashMap<String, Object>> samples;

  /**
   * @param samples each with time, series, value and satisfied
   */
  public SloResult(boolean satisfied, String reason, List<? extends Map<String, ?>> samples) {
    this.satisfied = satisfied;
    this.reason = reason;
    this.samples = new ArrayList<>();
    samples.forEach(sample -> this.samples.add(new LinkedHashMap<>(sample)));
  }

  /** Whether every series kept it. */
  @Whitelisted
  public boolean isSatisfied() {
    return satisfied;
  }

  /** One line for people. */
  @Whitelisted
  public String getReason() {
    return reason;
  }

  /** The newest values, oldest first: time, series, value, satisfied. */
  @Whitelisted
  public List<Map<String, Object>> getSamples() {
    return new ArrayList<>(samples);
  }

  @Override
  @Whitelisted
  public String toString() {
    return reason;
  }
}
