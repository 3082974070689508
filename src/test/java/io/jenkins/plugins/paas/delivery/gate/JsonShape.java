package io.jenkins.plugins.paas.delivery.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The names and types of a JSON document, without its values: {@code stages[wait].startTime} is a
 * number. Stages are told apart by type, since their contexts differ. Maps whose keys are data are
 * not looked into.
 */
final class JsonShape {

  private static final Set<String> DATA =
      Set.of("parameters", "outputs", "variables", "value", "attributes", "previousState");

  private JsonShape() {}

  /** Path to type: string, number, boolean, null, object, array. */
  static Map<String, String> of(JsonNode node) {
    Map<String, String> shape = new TreeMap<>();
    collect("", node, shape);
    return shape;
  }

  private static void collect(String path, JsonNode node, Map<String, String> shape) {
    if (!path.isEmpty()) {
      shape.merge(path, type(node), (a, b) -> a.contains(b) ? a : a + "|" + b);
    }
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> e : node.properties()) {
        String inner = path.isEmpty() ? e.getKey() : path + "." + e.getKey();
        if (DATA.contains(e.getKey())) {
          shape.put(inner, type(e.getValue()));
        } else {
          collect(inner, e.getValue(), shape);
        }
      }
    } else if (node.isArray()) {
      for (JsonNode element : node) {
        String kind =
            path.equals("stages") || path.endsWith(".stages")
                ? element.path("type").asText("")
                : "";
        collect(path + "[" + kind + "]", element, shape);
      }
    }
  }

  private static String type(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> "string";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case ARRAY -> "array";
      case OBJECT -> "object";
      default -> "null";
    };
  }

  /** What of a document is not in a known shape, or of another type there. */
  static List<String> strangers(JsonNode document, Map<String, String> known) {
    List<String> strangers = new ArrayList<>();
    Set<String> unknownTypes = new TreeSet<>();
    of(document)
        .forEach(
            (path, type) -> {
              String stage = path.replaceFirst("^(.*stages\\[[^]]*]).*", "$1");
              if (!stage.equals(path) && !known.containsKey(stage)) {
                unknownTypes.add(stage); // a stage of a type that was not captured
                return;
              }
              if (unknownTypes.contains(path) || path.endsWith("]") && !known.containsKey(path)) {
                return;
              }
              String expected = known.get(path);
              if (expected == null) {
                strangers.add(path + " is no known field");
              } else if (!List.of(expected.split("\\|")).containsAll(List.of(type.split("\\|")))) {
                strangers.add(path + " is " + type + ", not " + expected);
              }
            });
    return strangers;
  }
}
