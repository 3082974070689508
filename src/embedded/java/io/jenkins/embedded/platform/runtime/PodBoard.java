package io.jenkins.embedded.platform.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What the runtime asks of, and tells, the API server. Implementations are thread-safe. */
public interface PodBoard {
  Optional<JsonNode> configMap(String namespace, String name);

  Optional<JsonNode> secret(String namespace, String name);

  /** The pod's whole status as it is now. */
  void status(JsonNode pod, ObjectNode status);

  /**
   * @param type Normal or Warning
   */
  void event(JsonNode pod, String type, String reason, String message);

  /** The pod's processes have ended after it was told to go; the object can go too. */
  void removed(JsonNode pod);
}
