package io.jenkins.plugins.paas.logging.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The index template of one target, and the component templates that it brings along. */
final class TargetTemplate {

  /** How the name of each begins. */
  static final String PREFIX = "paas-";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PRIORITY = 500; // above the 100 of the products' own logs-*-* template
  private static final List<String> KEYS =
      List.of("mappings", "settings", "composed_of", "components");

  private final LogTarget target;
  private final ObjectNode source;

  TargetTemplate(LogTarget target, JsonSource source) throws ElasticFailure {
    this.target = target;
    this.source = source == null ? JSON.createObjectNode() : source.object();
    if (source != null) {
      source.requireKeys(KEYS);
      if (this.source.has("components") && !this.source.get("components").isObject()) {
        throw new ElasticFailure(
            source.name()
                + ": components must be an object: the component template's name, then mappings"
                + " and settings");
      }
    }
  }

  String name() {
    return PREFIX + target;
  }

  /** Component templates to make, by their names. */
  Map<String, ObjectNode> components() {
    Map<String, ObjectNode> bodies = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> component : source.path("components").properties()) {
      ObjectNode body = JSON.createObjectNode();
      body.set("template", component.getValue());
      body.putObject("_meta").put("managed_by", "paas");
      bodies.put(component.getKey(), body);
    }
    return bodies;
  }

  /**
   * @param streams whether the target is a data stream
   * @param pipeline whether the pipeline of the target's name is its default
   * @param policy name of an ILM policy, or {@code null}
   * @param marks what is kept in {@code _meta} beside the owner
   */
  ObjectNode body(boolean streams, boolean pipeline, String policy, Map<String, String> marks) {
    ObjectNode body = JSON.createObjectNode();
    // -0…: the backing indices of this alias alone, not those of another target with a longer name
    body.putArray("index_patterns").add(streams ? target.name() : target + "-0*");
    if (streams) {
      body.putObject("data_stream");
    }
    body.put("priority", PRIORITY);
    var composed = body.putArray("composed_of");
    components().keySet().forEach(composed::add);
    source.path("composed_of").forEach(composed::add);
    ObjectNode inner = body.putObject("template");
    ObjectNode settings = inner.putObject("settings");
    source.path("settings").properties().forEach(e -> settings.set(e.getKey(), e.getValue()));
    if (pipeline) {
      settings.put("index.default_pipeline", target.name());
    }
    if (policy != null) {
      settings.put("index.lifecycle.name", policy);
      if (!streams) {
        settings.put("index.lifecycle.rollover_alias", target.name());
      }
    }
    inner.set("mappings", mappings());
    ObjectNode meta = body.putObject("_meta").put("managed_by", "paas");
    marks.forEach(meta::put);
    return body;
  }

  private ObjectNode mappings() {
    ObjectNode mappings = JSON.createObjectNode();
    source.path("mappings").properties().forEach(e -> mappings.set(e.getKey(), e.getValue()));
    ObjectNode properties = mappings.withObjectProperty("properties").deepCopy();
    if (!properties.has("@timestamp")) {
      properties.putObject("@timestamp").put("type", "date");
    }
    if (!properties.has("message")) {
      properties.putObject("message").put("type", "text");
    }
    mappings.set("properties", properties);
    return mappings;
  }
}
