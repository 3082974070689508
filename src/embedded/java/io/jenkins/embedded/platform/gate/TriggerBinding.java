package io.jenkins.embedded.platform.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Puts a pipeline's defaults and expected artifacts into a trigger. An expected artifact is looked
 * at only when the trigger names its id.
 *
 * @param refusal why the execution cannot start, or {@code null}
 */
record TriggerBinding(ObjectNode trigger, String refusal) {

  private static final String[] COMPARED = {"type", "name", "version", "location", "reference"};

  static TriggerBinding of(ObjectNode config, JsonNode given) {
    ObjectNode trigger = given.deepCopy();
    ObjectNode parameters = trigger.withObject("/parameters");
    for (JsonNode parameter : config.path("parameterConfig")) {
      String name = parameter.path("name").asText();
      if (!parameters.hasNonNull(name) && parameter.hasNonNull("default")) {
        parameters.set(name, parameter.get("default").deepCopy());
      }
    }
    if (config.path("disabled").asBoolean(false)) {
      return new TriggerBinding(trigger, "the pipeline is disabled");
    }
    Set<String> wanted = new HashSet<>();
    trigger.path("expectedArtifactIds").forEach(id -> wanted.add(id.asText()));
    for (JsonNode expected : config.path("expectedArtifacts")) {
      if (!wanted.contains(expected.path("id").asText())) {
        continue;
      }
      ObjectNode bound = find(expected.path("matchArtifact"), trigger.path("artifacts"));
      if (bound == null) {
        return new TriggerBinding(
            trigger, "no artifact matches the expected one: " + expected.path("matchArtifact"));
      }
      ObjectNode copy = expected.deepCopy();
      ExecutionDocuments.complete(copy.withObject("/matchArtifact"));
      copy.set("boundArtifact", ExecutionDocuments.complete(bound.deepCopy()));
      trigger.withArray("expectedArtifacts").add(copy);
      trigger.withArray("resolvedExpectedArtifacts").add(copy.deepCopy());
    }
    return new TriggerBinding(trigger, null);
  }

  private static ObjectNode find(JsonNode match, JsonNode artifacts) {
    for (JsonNode artifact : artifacts) {
      boolean all = true;
      for (String key : COMPARED) {
        String pattern = match.path(key).asText("");
        all &= pattern.isEmpty() || matches(pattern, artifact.path(key).asText(""));
      }
      if (all) {
        return (ObjectNode) artifact;
      }
    }
    return null;
  }

  private static boolean matches(String pattern, String text) {
    try {
      return pattern.equals(text) || Pattern.matches(pattern, text);
    } catch (PatternSyntaxException e) {
      return false; // then only equality counts
    }
  }
}
