package io.jenkins.plugins.paas.delivery.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * An artifact that a pipeline expects. It is bound only when the trigger names its id.
 *
 * @param match what is compared: type, name, version, location, reference (kork, {@code
 *     ExpectedArtifact.matches})
 * @param optional whether Spinnaker has another source for it (a default, the prior execution)
 */
public record ExpectedArtifact(
    String id, String displayName, Map<String, String> match, boolean optional) {

  private static final String[] COMPARED = {"type", "name", "version", "location", "reference"};

  static ExpectedArtifact of(JsonNode node) {
    Map<String, String> match = new LinkedHashMap<>();
    for (String key : COMPARED) {
      String value = node.path("matchArtifact").path(key).asText("");
      if (!value.isEmpty()) {
        match.put(key, value);
      }
    }
    String id = node.path("id").asText("");
    return new ExpectedArtifact(
        id,
        node.path("displayName").asText(match.getOrDefault("name", id)),
        match,
        node.path("useDefaultArtifact").asBoolean(false)
            || node.path("usePriorArtifact").asBoolean(false));
  }

  /** Whether Spinnaker would bind this artifact: each field that is set is equal or a pattern. */
  public boolean matches(Map<String, ?> artifact) {
    return match.entrySet().stream()
        .allMatch(
            e -> {
              Object value = artifact.get(e.getKey());
              return value != null
                  && (value.equals(e.getValue()) || isPattern(e.getValue(), value.toString()));
            });
  }

  private static boolean isPattern(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(text).matches();
    } catch (PatternSyntaxException e) {
      return false; // then only equality counts
    }
  }

  @Override
  public String toString() {
    return displayName + " " + match;
  }
}
