package io.jenkins.plugins.paas.step;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** A Spinnaker execution as it ended, or as it was left. Immutable. */
public final class DeploymentResult implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String id;
  private final String status;
  private final String url;
  private final ArrayList<StageResult> stages;
  private final LinkedHashMap<String, Object> outputs;
  private final ArrayList<LinkedHashMap<String, Object>> artifacts;

  public DeploymentResult(
      String id,
      String status,
      String url,
      List<StageResult> stages,
      Map<String, Object> outputs,
      List<Map<String, Object>> artifacts) {
    this.id = id;
    this.status = status;
    this.url = url;
    this.stages = new ArrayList<>(stages);
    this.outputs = new LinkedHashMap<>(outputs);
    this.artifacts = new ArrayList<>();
    artifacts.forEach(a -> this.artifacts.add(new LinkedHashMap<>(a)));
  }

  /** The execution's id. */
  @Whitelisted
  public String getId() {
    return id;
  }

  /** Its ExecutionStatus. */
  @Whitelisted
  public String getStatus() {
    return status;
  }

  /** The page in Deck; {@code null} where Deck is not configured. */
  @Whitelisted
  public String getUrl() {
    return url;
  }

  /** The stages in order. */
  @Whitelisted
  public List<StageResult> getStages() {
    return new ArrayList<>(stages);
  }

  /** What the stages put out, by key. */
  @Whitelisted
  public Map<String, Object> getOutputs() {
    return new LinkedHashMap<>(outputs);
  }

  /** What the stages rendered or produced: type, name, version, location, reference. */
  @Whitelisted
  public List<Map<String, Object>> getArtifacts() {
    return new ArrayList<>(artifacts);
  }

  @Override
  @Whitelisted
  public String toString() {
    return id + " " + status;
  }
}
