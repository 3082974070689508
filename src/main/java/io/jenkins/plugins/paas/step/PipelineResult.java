package io.jenkins.plugins.paas.step;

import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A definition in Spinnaker after a comparison with the repository's. Immutable. */
public final class PipelineResult implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String id;
  private final boolean changed;
  private final String diff;

  public PipelineResult(String id, boolean changed, String diff) {
    this.id = id;
    this.changed = changed;
    this.diff = diff;
  }

  /** The pipeline's id; empty for an application, and for what is not there. */
  @Whitelisted
  public String getId() {
    return id;
  }

  /** Whether Spinnaker's differed; with {@code plan: true} it still does. */
  @Whitelisted
  public boolean isChanged() {
    return changed;
  }

  /** The unified diff from Spinnaker's definition to the repository's; empty without a change. */
  @Whitelisted
  public String getDiff() {
    return diff;
  }

  @Override
  @Whitelisted
  public String toString() {
    return changed ? "changed" : "unchanged";
  }
}
