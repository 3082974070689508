package io.jenkins.plugins.paas.delivery.gate;

import io.jenkins.plugins.paas.core.ImageReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is handed to Spinnaker: the flat trigger object (a wrapper around it loses the parameters).
 * Not thread-safe.
 */
public final class TriggerRequest {

  private final String correlationId;
  private final Map<String, Object> parameters = new LinkedHashMap<>();
  private final List<Map<String, Object>> artifacts = new ArrayList<>();
  private final Map<String, Object> facts = new LinkedHashMap<>();
  private boolean dryRun;

  /**
   * @param correlationId as {@link CorrelationId} makes it
   */
  public TriggerRequest(String correlationId) {
    this.correlationId = correlationId;
  }

  public String correlationId() {
    return correlationId;
  }

  /** Values are sent as text, as Spinnaker's own page does. */
  public TriggerRequest parameters(Map<String, ?> values) {
    values.forEach((k, v) -> parameters.put(k, v == null ? "" : v.toString()));
    return this;
  }

  /** A key of our own in the trigger, seen by expressions as {@code ${trigger['key']}}. */
  public TriggerRequest fact(String key, String value) {
    if (value != null && !value.isEmpty()) {
      facts.put(key, value);
    }
    return this;
  }

  /**
   * Hands an image over as a docker artifact.
   *
   * @throws IllegalArgumentException when the reference names no digest
   */
  public TriggerRequest image(ImageReference image) {
    if (image.digest() == null) {
      throw new IllegalArgumentException(
          "'"
              + image
              + "' names no digest, and a tag may move before Spinnaker deploys it: give the"
              + " result of paasBuildImage, or name@sha256:…");
    }
    String name = (image.registry() == null ? "" : image.registry() + "/") + image.repository();
    Map<String, Object> artifact = new LinkedHashMap<>();
    artifact.put("type", "docker/image");
    artifact.put("name", name);
    artifact.put("version", image.digest());
    artifact.put("reference", name + "@" + image.digest());
    artifacts.add(artifact);
    return this;
  }

  /**
   * Hands any artifact over, as Spinnaker describes it.
   *
   * @param artifact {@code type}, and what else it has: name, version, location, reference …
   */
  public TriggerRequest artifact(Map<String, ?> artifact) {
    artifacts.add(new LinkedHashMap<>(artifact));
    return this;
  }

  /** Hands an earlier release over again. */
  public TriggerRequest again(RollbackChoice choice) {
    parameters(choice.to().parameters());
    choice.to().artifacts().forEach(this::artifact);
    fact("rollbackTo", choice.to().execution().id());
    return fact("rollbackFrom", choice.from().execution().id());
  }

  /** Has Spinnaker only pretend. */
  public TriggerRequest dryRun(boolean value) {
    dryRun = value;
    return this;
  }

  /** By name, as they are sent. */
  public Map<String, Object> parameters() {
    return new LinkedHashMap<>(parameters);
  }

  /** The body of a webhook: the payload, and what Spinnaker picks out of it. */
  public Map<String, Object> toWebhook(Map<String, ?> payload) {
    Map<String, Object> body = new LinkedHashMap<>(facts);
    body.putAll(payload);
    body.put(Execution.KEY, correlationId);
    if (!parameters.isEmpty()) {
      body.put("parameters", parameters);
    }
    if (!artifacts.isEmpty()) {
      body.put("artifacts", artifacts);
    }
    return body;
  }

  /** The expected artifacts of the pipeline that nothing here satisfies. */
  public List<ExpectedArtifact> unmatched(PipelineConfig pipeline) {
    return pipeline.expectedArtifacts().stream()
        .filter(e -> !e.optional() && artifacts.stream().noneMatch(e::matches))
        .toList();
  }

  /** The artifacts that no expected artifact of the pipeline takes up. */
  public List<String> unused(PipelineConfig pipeline) {
    return artifacts.stream()
        .filter(a -> pipeline.expectedArtifacts().stream().noneMatch(e -> e.matches(a)))
        .map(
            a ->
                a.getOrDefault("reference", a.get("type") + " " + a.getOrDefault("name", ""))
                    .toString())
        .toList();
  }

  /** The object to send, bound to the pipeline's expected artifacts. */
  public Map<String, Object> toTrigger(PipelineConfig pipeline) {
    Set<String> ids = new LinkedHashSet<>();
    for (ExpectedArtifact expected : pipeline.expectedArtifacts()) {
      if (artifacts.stream().anyMatch(expected::matches)) {
        ids.add(expected.id());
      }
    }
    Map<String, Object> trigger = new LinkedHashMap<>(facts);
    trigger.put("type", "manual");
    trigger.put("correlationId", correlationId);
    if (dryRun) {
      trigger.put("dryRun", true);
    }
    trigger.put("parameters", parameters);
    trigger.put("artifacts", artifacts);
    trigger.put("expectedArtifactIds", List.copyOf(ids));
    return trigger;
  }
}
