package io.jenkins.embedded.platform.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Applications and pipeline definitions, in memory. Thread-safe. */
final class PipelineStore {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Map<String, ObjectNode> applications = new LinkedHashMap<>();
  private final Map<String, ObjectNode> pipelines = new LinkedHashMap<>();
  private final Map<String, JsonNode> templates = new LinkedHashMap<>();

  synchronized void application(String name, String email) {
    application(NODES.objectNode().put("name", name).put("email", email), "stand-in");
  }

  /** Adds or changes; what is not given stays. */
  synchronized void application(JsonNode given, String user) {
    String name = given.path("name").asText().toLowerCase(Locale.ROOT);
    String now = String.valueOf(System.currentTimeMillis());
    ObjectNode attributes =
        applications.computeIfAbsent(name, n -> NODES.objectNode().put("createTs", now));
    given.properties().forEach(e -> attributes.set(e.getKey(), e.getValue().deepCopy()));
    attributes.put("name", name);
    attributes.put("lastModifiedBy", user);
    attributes.put("updateTs", now);
    if (!attributes.has("trafficGuards")) {
      attributes.putArray("trafficGuards");
    }
  }

  synchronized void deleteApplication(String name) {
    applications.remove(name.toLowerCase(Locale.ROOT));
  }

  synchronized ArrayNode applications() {
    ArrayNode all = NODES.arrayNode();
    applications.values().forEach(a -> all.add(a.deepCopy()));
    return all;
  }

  synchronized Optional<JsonNode> applicationView(String name) {
    ObjectNode attributes = applications.get(name.toLowerCase(Locale.ROOT));
    if (attributes == null) {
      return Optional.empty();
    }
    ObjectNode view = NODES.objectNode();
    view.set("attributes", attributes.deepCopy());
    view.putObject("clusters");
    view.put("name", attributes.path("name").asText());
    return Optional.of(view);
  }

  synchronized void template(JsonNode template) {
    templates.put(template.path("id").asText(), template.deepCopy());
  }

  synchronized Optional<JsonNode> template(String id) {
    return Optional.ofNullable(templates.get(id)).map(JsonNode::deepCopy);
  }

  /** Why Spinnaker would not save this, if it would not. */
  synchronized Optional<String> refusal(JsonNode definition) {
    String name = definition.path("name").asText("");
    String application = definition.path("application").asText("");
    if (name.isEmpty() || application.isEmpty()) {
      return Optional.of("a pipeline needs name and application");
    }
    boolean taken =
        !definition.hasNonNull("id")
            && pipelines.values().stream()
                .anyMatch(
                    p ->
                        p.path("application").asText().equalsIgnoreCase(application)
                            && p.path("name").asText().equalsIgnoreCase(name));
    return taken
        ? Optional.of("application " + application + " has a pipeline named " + name + " already")
        : Optional.empty();
  }

  /** Saves and returns what is kept. */
  synchronized ObjectNode put(JsonNode definition) {
    ObjectNode kept = definition.deepCopy();
    String id = kept.path("id").asText("");
    if (id.isEmpty()) {
      id =
          find(kept.path("application").asText(), kept.path("name").asText())
              .map(p -> p.path("id").asText())
              .orElseGet(() -> UUID.randomUUID().toString());
    }
    kept.put("id", id);
    kept.put("updateTs", String.valueOf(System.currentTimeMillis()));
    kept.put("lastModifiedBy", "jenkins");
    kept.put("schema", kept.path("schema").asText("1"));
    if (!kept.has("index")) {
      kept.put("index", pipelines.size());
    }
    for (String list : new String[] {"stages", "triggers"}) {
      if (!kept.path(list).isArray()) {
        kept.putArray(list);
      }
    }
    pipelines.put(id, kept);
    return kept.deepCopy();
  }

  synchronized void delete(String application, String name) {
    pipelines
        .values()
        .removeIf(
            p ->
                p.path("application").asText().equalsIgnoreCase(application)
                    && p.path("name").asText().equals(name));
  }

  synchronized List<ObjectNode> all() {
    return pipelines.values().stream().map(ObjectNode::deepCopy).toList();
  }

  synchronized ArrayNode list(String application) {
    ArrayNode found = NODES.arrayNode();
    pipelines.values().stream()
        .filter(p -> p.path("application").asText().equalsIgnoreCase(application))
        .forEach(p -> found.add(p.deepCopy()));
    return found;
  }

  /** By name within the application, or by id, which ignores the application as Gate does. */
  synchronized Optional<ObjectNode> find(String application, String nameOrId) {
    return pipelines.values().stream()
        .filter(
            p ->
                p.path("application").asText().equalsIgnoreCase(application)
                    && p.path("name").asText().equals(nameOrId))
        .findFirst()
        .or(() -> Optional.ofNullable(pipelines.get(nameOrId)))
        .map(ObjectNode::deepCopy);
  }
}
