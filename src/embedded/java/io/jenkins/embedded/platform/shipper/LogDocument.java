package io.jenkins.embedded.platform.shipper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Makes a document of a line: a JSON object as it is, anything else as its message. */
final class LogDocument {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LogDocument() {}

  static ObjectNode of(TailedFile file, String line) {
    ObjectNode document = parse(line);
    if (!document.has("@timestamp")) {
      document.put("@timestamp", Instant.now().toString());
    }
    ObjectNode kubernetes = document.putObject("kubernetes");
    kubernetes.put("namespace", file.namespace());
    kubernetes.put("pod", file.pod());
    kubernetes.put("container", file.container());
    return document;
  }

  /** The same for the same line at every attempt, so that a second one is a conflict, no copy. */
  static String id(TailedFile file, long offset) {
    String key = file.key() + "/" + offset;
    return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static ObjectNode parse(String line) {
    if (line.startsWith("{")) {
      try {
        JsonNode node = JSON.readTree(line);
        if (node instanceof ObjectNode object) {
          return object;
        }
      } catch (JsonProcessingException e) {
        return message(line); // cut short, or only looks like JSON
      }
    }
    return message(line);
  }

  private static ObjectNode message(String line) {
    return JSON.createObjectNode().put("message", line);
  }
}
