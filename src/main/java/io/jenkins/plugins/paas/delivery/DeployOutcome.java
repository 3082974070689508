package io.jenkins.plugins.paas.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.delivery.gate.Execution;
import io.jenkins.plugins.paas.delivery.gate.ExecutionStatus;
import io.jenkins.plugins.paas.delivery.gate.FailureCause;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import io.jenkins.plugins.paas.delivery.gate.Stage;
import io.jenkins.plugins.paas.step.DeploymentResult;
import io.jenkins.plugins.paas.step.Evidence;
import io.jenkins.plugins.paas.step.StageResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns an execution into what the step returns and records. */
final class DeployOutcome {

  /** Whole manifests: too large to be kept with a build, and in the cluster anyway. */
  private static final String MANIFESTS = "manifests";

  /** Longer ones are the artifact itself, in base 64. */
  private static final int LONGEST_REFERENCE = 2000;

  private DeployOutcome() {}

  static DeploymentResult result(Execution execution, String deckUrl) {
    List<StageResult> stages = new ArrayList<>();
    LinkedHashMap<String, Object> outputs = new LinkedHashMap<>();
    for (Stage stage : execution.stages()) {
      if (stage.isSynthetic()) {
        continue;
      }
      stages.add(
          new StageResult(
              stage.name(),
              stage.type(),
              stage.status().name(),
              stage.duration(stage.endTime()).toMillis()));
      stage
          .outputs()
          .properties()
          .forEach(
              e -> {
                if (!e.getKey().equals(MANIFESTS)) {
                  outputs.put(e.getKey(), plain(e.getValue()));
                }
              });
    }
    return new DeploymentResult(
        execution.id(), execution.statusText(), deckUrl, stages, outputs, artifacts(execution));
  }

  /** What stages rendered or produced; a content that is carried along is left out. */
  private static List<Map<String, Object>> artifacts(Execution execution) {
    List<Map<String, Object>> artifacts = new ArrayList<>();
    for (Stage stage : execution.stages()) {
      for (JsonNode artifact : stage.outputs().path("artifacts")) {
        LinkedHashMap<String, Object> one = new LinkedHashMap<>();
        for (String key : List.of("type", "name", "version", "location", "reference")) {
          String value = artifact.path(key).asText("");
          if (!value.isEmpty() && value.length() <= LONGEST_REFERENCE) {
            one.put(key, value);
          }
        }
        artifacts.add(one);
      }
    }
    return artifacts;
  }

  static Evidence evidence(
      Execution execution,
      DeploymentResult result,
      DeployRequest request,
      String rollbackTo,
      long durationMillis) {
    LinkedHashMap<String, Object> facts = new LinkedHashMap<>();
    facts.put("execution", execution.id());
    facts.put("application", execution.application());
    facts.put("pipeline", execution.name());
    facts.put("environment", request.environment);
    facts.put("rollbackTo", rollbackTo);
    facts.put("status", execution.statusText());
    facts.put("url", result.getUrl());
    facts.put("images", new ArrayList<>(request.images));
    ArrayList<LinkedHashMap<String, Object>> stages = new ArrayList<>();
    for (StageResult stage : result.getStages()) {
      LinkedHashMap<String, Object> one = new LinkedHashMap<>();
      one.put("name", stage.getName());
      one.put("type", stage.getType());
      one.put("status", stage.getStatus());
      one.put("durationMillis", stage.getDurationMillis());
      stages.add(one);
    }
    facts.put("stages", stages);
    return new Evidence(
        "deployment",
        "Spinnaker execution "
            + execution.id()
            + " of "
            + execution.application()
            + "/"
            + execution.name()
            + " "
            + execution.statusText(),
        facts,
        durationMillis);
  }

  /**
   * Why the step fails.
   *
   * @param name of the execution, for the sentence
   */
  static String failure(Execution execution, String name, String deckUrl, GateClient gate)
      throws InterruptedException {
    String link = deckUrl == null ? "" : " See " + deckUrl;
    if (execution.isSuperseded()) {
      return "Spinnaker "
          + name
          + " was superseded: a newer queued execution took its place before it began."
          + link;
    }
    String how =
        execution.outcome() == ExecutionStatus.Outcome.CANCELED
            ? " was canceled"
                + (execution.canceledBy() == null ? "" : " by " + execution.canceledBy())
            : " ended " + execution.statusText();
    String cause =
        FailureCause.of(execution, gate::execution)
            .map(FailureCause::toString)
            .orElse("no stage says why");
    return "Spinnaker " + name + how + ": " + cause + (cause.endsWith(".") ? "" : ".") + link;
  }

  /** Values that a build may keep: texts, numbers, booleans, ArrayLists, LinkedHashMaps. */
  private static Object plain(JsonNode node) {
    if (node.isObject()) {
      LinkedHashMap<String, Object> map = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> e : node.properties()) {
        map.put(e.getKey(), plain(e.getValue()));
      }
      return map;
    }
    if (node.isArray()) {
      ArrayList<Object> list = new ArrayList<>();
      node.forEach(one -> list.add(plain(one)));
      return list;
    }
    if (node.isIntegralNumber()) {
      return node.asLong();
    }
    if (node.isNumber()) {
      return node.asDouble();
    }
    return node.isBoolean() ? (Object) node.asBoolean() : node.asText();
  }
}
