package io.jenkins.plugins.paas.step;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What Prometheus watches now. Immutable. */
public final class MonitoringResult implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ArrayList<TargetResult> targets;
  private final ArrayList<String> rules;

  public MonitoringResult(List<TargetResult> targets, List<String> rules) {
    this.targets = new ArrayList<>(targets);
    this.rules = new ArrayList<>(rules);
  }

  /** The application's targets. */
  @Whitelisted
  public List<TargetResult> getTargets() {
    return new ArrayList<>(targets);
  }

  /** Names of the rules that were registered. */
  @Whitelisted
  public List<String> getRules() {
    return new ArrayList<>(rules);
  }

  @Override
  @Whitelisted
  public String toString() {
    return targets.toString();
  }
}
