package io.jenkins.embedded.platform.kube.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.fields.ListShapes.Shape;
import io.jenkins.embedded.platform.kube.objects.Json;
import java.util.List;
import java.util.Optional;

/** Lays one configuration over an object, lists element by element where they have keys. */
final class Merge {
  private Merge() {}

  static JsonNode apply(JsonNode live, JsonNode config, ListShapes shapes) {
    return apply(live, config, shapes, "");
  }

  private static JsonNode apply(JsonNode live, JsonNode config, ListShapes shapes, String path) {
    if (live.isObject() && config.isObject() && !shapes.isAtomicMap(path)) {
      ObjectNode merged = live.deepCopy();
      for (var e : config.properties()) {
        String inner = FieldSet.join(path, e.getKey());
        merged.set(e.getKey(), apply(live.path(e.getKey()), e.getValue(), shapes, inner));
      }
      return merged;
    }
    Shape shape = shapes.list(path.isEmpty() ? "-" : path);
    if (live.isArray() && config.isArray() && (shape.set() || shape.isKeyed())) {
      return list(live, config, shapes, path, shape);
    }
    // "1000m" over "1" is no change
    return Quantities.same(live, config, path) ? live : config.deepCopy();
  }

  /** Configured order wins; what only the live list has keeps its place. */
  private static ArrayNode list(
      JsonNode live, JsonNode config, ListShapes shapes, String path, Shape shape) {
    ArrayNode merged = Json.array();
    int next = 0;
    for (JsonNode element : live) {
      if (counterpart(config, element, shape).isEmpty()) {
        merged.add(element);
        continue;
      }
      // a shared place takes the next configured elements up to and including a shared one
      boolean shared = false;
      while (!shared && next < config.size()) {
        JsonNode wanted = config.get(next++);
        shared = counterpart(live, wanted, shape).isPresent();
        merged.add(element(live, wanted, shapes, path, shape));
      }
    }
    while (next < config.size()) {
      merged.add(element(live, config.get(next++), shapes, path, shape));
    }
    return merged;
  }

  private static JsonNode element(
      JsonNode live, JsonNode wanted, ListShapes shapes, String path, Shape shape) {
    return counterpart(live, wanted, shape)
        .map(has -> apply(has, wanted, shapes, path))
        .orElse(wanted);
  }

  private static Optional<JsonNode> counterpart(JsonNode list, JsonNode element, Shape shape) {
    return FieldSet.value(list, List.of(FieldSet.element(shape, element)));
  }

  /** Takes the value at a field path away, and the containers that this empties. */
  static void remove(JsonNode object, List<String> path) {
    if (path.isEmpty()) {
      return;
    }
    Optional<JsonNode> parent = FieldSet.value(object, path.subList(0, path.size() - 1));
    Optional<JsonNode> value = FieldSet.value(object, path);
    if (parent.isEmpty() || value.isEmpty()) {
      return;
    }
    if (parent.get() instanceof ObjectNode fields) {
      fields.remove(path.get(path.size() - 1).substring(2));
    } else if (parent.get() instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) == value.get()) {
          list.remove(i);
          break;
        }
      }
    }
    if (parent.get().isEmpty() && path.size() > 1) {
      remove(object, path.subList(0, path.size() - 1));
    }
  }
}
