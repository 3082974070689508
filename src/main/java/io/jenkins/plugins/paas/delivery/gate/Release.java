package io.jenkins.plugins.paas.delivery.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an execution delivered: enough to hand it over again.
 *
 * @param environment as its trigger names it; empty where it names none
 * @param build the Jenkins build that handed it over, {@code job#number}; empty where none did
 * @param owner the controller with whose build it ends; empty where it goes on by itself
 * @param rolledBackFrom the execution that it took the place of; empty where it was no roll-back
 */
public record Release(
    Execution execution,
    String environment,
    String build,
    String rolledBackFrom,
    String owner,
    Map<String, String> parameters,
    List<Map<String, Object>> artifacts) {

  private static final ObjectMapper JSON = new ObjectMapper();

  @SuppressWarnings("unchecked")
  static Release of(JsonNode node) {
    JsonNode trigger = node.path("trigger");
    JsonNode facts = trigger.has("ciJob") ? trigger : trigger.path("payload");
    Map<String, String> parameters = new TreeMap<>();
    trigger
        .path("parameters")
        .properties()
        .forEach(e -> parameters.put(e.getKey(), e.getValue().asText()));
    List<Map<String, Object>> artifacts = new ArrayList<>();
    for (JsonNode artifact : trigger.path("artifacts")) {
      Map<String, Object> one = JSON.convertValue(artifact, LinkedHashMap.class);
      one.values().removeIf(v -> v == null || v.equals("") || v.equals(Map.of()));
      one.remove("customKind");
      artifacts.add(one);
    }
    String job = facts.path("ciJob").asText("");
    return new Release(
        Execution.of(node),
        facts.path("environment").asText(trigger.path("environment").asText("")),
        job.isEmpty() ? "" : job + "#" + facts.path("ciBuildNumber").asText(""),
        trigger.path("rollbackFrom").asText(""),
        facts.path("ciOwner").asText(""),
        parameters,
        artifacts);
  }

  /** Whether it ended well, all stages considered. */
  public boolean isGood() {
    return execution.outcome() == ExecutionStatus.Outcome.SUCCESS;
  }

  /** The same for the same things delivered in the same way. */
  String content() {
    TreeSet<String> things = new TreeSet<>();
    for (Map<String, Object> artifact : artifacts) {
      things.add(new TreeMap<>(artifact).toString());
    }
    return execution.pipelineConfigId() + " " + things + " " + new TreeMap<>(parameters);
  }

  /** The references of its artifacts, or their names where they have none. */
  public List<String> things() {
    return artifacts.stream()
        .map(
            a -> String.valueOf(a.getOrDefault("reference", a.getOrDefault("name", a.get("type")))))
        .toList();
  }

  /** One line for people; parameters by name only, since values may be secret. */
  @Override
  public String toString() {
    return "execution "
        + execution.id()
        + " of pipeline "
        + execution.name()
        + " ("
        + execution.statusText()
        + (build.isEmpty() ? "" : ", build " + build)
        + (artifacts.isEmpty() ? "" : ", " + String.join(", ", things()))
        + (parameters.isEmpty() ? "" : ", parameters " + String.join(", ", parameters.keySet()))
        + ")";
  }
}
