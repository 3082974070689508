package io.jenkins.plugins.paas.logging.elastic;

import com.fasterxml.jackson.databind.JsonNode;
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
        && settings(wanted).equals(settings(kept))
        && flat(wanted.at("/template/mappings")).equals(flat(kept.at("/template/mappings")));
  }

  private static Map<String, String> settings(JsonNode template) {
    Map<String, String> settings = new TreeMap<>();
    flat(template.at("/template/settings"))
        .forEach(
            (name, value) ->
                settings.put(name.startsWith("index.") ? name : "index." + name, value));
    return settings;
  }

  private static Map<String, String> flat(JsonNode node) {
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
