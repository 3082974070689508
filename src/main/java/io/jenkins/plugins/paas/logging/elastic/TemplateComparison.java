package io.jenkins.plugins.paas.logging.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares an index template with what the server keeps of it: settings come back as texts, nested,
 * and with the prefix {@code index}; fields that the server adds by itself are no difference.
 */
final class TemplateComparison {

  private TemplateComparison() {}

  static boolean isSame(JsonNode wanted, JsonNode kept) {
    return wanted.path("index_patterns").equals(kept.path("index_patterns"))
        && wanted.path("priority").asInt() == kept.path("priority").asInt()
        && wanted.has("data_stream") == kept.has("data_stream")
        && wanted.path("composed_of").equals(composedOf(kept))
        && settings(wanted).equals(settings(kept))
        && flat(wanted.at("/template/mappings")).equals(flat(kept.at("/template/mappings")));
  }

  // a server leaves an empty list out, or says it
  private static JsonNode composedOf(JsonNode kept) {
    return kept.has("composed_of") ? kept.get("composed_of") : JsonNodeFactory.instance.arrayNode();
  }

  /** What the change means for documents that are there: what would need a reindex is said. */
  static List<String> notes(JsonNode wanted, JsonNode kept) {
    List<String> notes = new ArrayList<>();
    Map<String, String> before = flat(kept.at("/template/mappings"));
    flat(wanted.at("/template/mappings"))
        .forEach(
            (path, value) -> {
              String was = before.get(path);
              if (was != null && !was.equals(value)) {
                notes.add(
                    "mapping "
                        + path.replace("properties.", "")
                        + ": "
                        + was
                        + " becomes "
                        + value
                        + " for documents from the next index on. Older ones would need a reindex,"
                        + " which is not done");
              }
            });
    Map<String, String> settings = settings(kept);
    settings(wanted)
        .forEach(
            (name, value) -> {
              String was = settings.get(name);
              if (!value.equals(was)) {
                notes.add("setting " + name + ": " + was + " becomes " + value);
              }
            });
    return notes;
  }

  private static Map<String, String> settings(JsonNode template) {
    Map<String, String> settings = new TreeMap<>();
    flat(template.at("/template/settings"))
        .forEach(
            (name, value) ->
                settings.put(name.startsWith("index.") ? name : "index." + name, value));
    return settings;
  }

  /** Values by their dotted paths. */
  static Map<String, String> flat(JsonNode node) {
    Map<String, String> values = new TreeMap<>();
    flatten("", node, values);
    return values;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> values) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              e ->
                  flatten(
                      path.isEmpty() ? e.getKey() : path + "." + e.getKey(), e.getValue(), values));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(path + "." + i, node.get(i), values);
      }
    } else if (!node.isMissingNode()) {
      values.put(path, node.asText());
    }
  }
}
