package io.jenkins.plugins.paas.logging.elastic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.core.text.NearestName;
import java.util.List;

/**
 * A JSON object that came from a file of the workspace.
 *
 * @param name the file, for messages
 */
public record JsonSource(String name, ObjectNode object) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @throws ElasticFailure with file and line when it is no JSON object
   */
  public static JsonSource parse(String text, String name) throws ElasticFailure {
    try {
      JsonNode node = JSON.readTree(text);
      if (node instanceof ObjectNode object) {
        return new JsonSource(name, object);
      }
      throw new ElasticFailure(name + " must hold one JSON object");
    } catch (JsonProcessingException e) {
      throw new ElasticFailure(
          name
              + ", line "
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + ": no JSON: "
              + e.getOriginalMessage(),
          e);
    }
  }

  void requireKeys(List<String> known) throws ElasticFailure {
    for (var property : object.properties()) {
      if (!known.contains(property.getKey())) {
        throw new ElasticFailure(
            name
                + ": unknown key '"
                + property.getKey()
                + "'."
                + NearestName.hint(property.getKey(), known));
      }
    }
  }
}
