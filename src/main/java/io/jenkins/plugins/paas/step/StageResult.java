package io.jenkins.plugins.paas.step;

import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** One stage of a Spinnaker execution. Immutable. */
public final class StageResult implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final String type;
  private final String status;
  private final long durationMillis;

  public StageResult(String name, String type, String status, long durationMillis) {
    this.name = name;
    this.type = type;
    this.status = status;
    this.durationMillis = durationMillis;
  }

  /** The stage's name. */
  @Whitelisted
  public String getName() {
    return name;
  }

  /** Its type, such as {@code deployManifest}. */
  @Whitelisted
  public String getType() {
    return type;
  }

  /** Its ExecutionStatus. */
  @Whitelisted
  public String getStatus() {
    return status;
  }

  /** How long it ran; 0 when it never did. */
  @Whitelisted
  public long getDurationMillis() {
    return durationMillis;
  }

  @Override
  @Whitelisted
  public String toString() {
    return name + " " + status;
  }
}
