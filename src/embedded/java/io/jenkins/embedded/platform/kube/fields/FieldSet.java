package io.jenkins.embedded.platform.kube.fields;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.fields.ListShapes.Shape;
import io.jenkins.embedded.platform.kube.objects.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A set of field paths in the form of {@code managedFields[].fieldsV1}: path elements are {@code
 * f:name}, {@code k:{"name":"api"}} and {@code v:"value"}; a member that also has children carries
 * ".". Source: sigs.k8s.io/structured-merge-diff, fieldpath.
 */
public final class FieldSet {
  private boolean member;
  private final Map<String, FieldSet> children = new TreeMap<>();

  /** Every field that the object states. */
  static FieldSet of(JsonNode object, ListShapes shapes) {
    // an object of a name alone states nothing, not itself
    return object.isEmpty() ? new FieldSet() : of(object, shapes, "");
  }

  static FieldSet of(JsonNode node, ListShapes shapes, String path) {
    FieldSet set = new FieldSet();
    if (node.isObject() && !node.isEmpty() && !shapes.isAtomicMap(path)) {
      node.properties()
          .forEach(
              e ->
                  set.children.put(
                      "f:" + e.getKey(), of(e.getValue(), shapes, join(path, e.getKey()))));
    } else if (node.isArray() && shapes.list(path).isKeyed()) {
      for (JsonNode element : node) {
        FieldSet item = of(element, shapes, path);
        item.member = true;
        set.children.put(element(shapes.list(path), element), item);
      }
      set.member = node.isEmpty();
    } else if (node.isArray() && shapes.list(path).set()) {
      node.forEach(v -> set.children.put("v:" + v, leaf()));
      set.member = node.isEmpty();
    } else {
      set.member = true;
    }
    return set;
  }

  static FieldSet leaf() {
    FieldSet leaf = new FieldSet();
    leaf.member = true;
    return leaf;
  }

  static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  static String element(Shape shape, JsonNode element) {
    if (shape.set()) {
      return "v:" + element;
    }
    Map<String, JsonNode> key = new TreeMap<>();
    List<JsonNode> values = ListShapes.key(shape, element);
    for (int i = 0; i < values.size(); i++) {
      key.put(shape.keys().get(i), values.get(i));
    }
    ObjectNode json = Json.object();
    key.forEach((k, v) -> json.set(k, v.isMissingNode() ? null : v));
    return "k:" + json;
  }

  static FieldSet parse(JsonNode fieldsV1) {
    FieldSet set = new FieldSet();
    set.member = fieldsV1.isEmpty() || fieldsV1.has(".");
    fieldsV1
        .properties()
        .forEach(
            e -> {
              if (!e.getKey().equals(".")) {
                set.children.put(e.getKey(), parse(e.getValue()));
              }
            });
    return set;
  }

  ObjectNode toFieldsV1() {
    ObjectNode json = Json.object();
    if (member && !children.isEmpty()) {
      json.putObject(".");
    }
    children.forEach((k, v) -> json.set(k, v.toFieldsV1()));
    return json;
  }

  boolean isEmpty() {
    return !member && children.values().stream().allMatch(FieldSet::isEmpty);
  }

  void forEach(Consumer<List<String>> path) {
    forEach(new ArrayList<>(), path);
  }

  private void forEach(List<String> here, Consumer<List<String>> path) {
    if (member) {
      path.accept(List.copyOf(here));
    }
    children.forEach(
        (k, v) -> {
          here.add(k);
          v.forEach(here, path);
          here.remove(here.size() - 1);
        });
  }

  private Optional<FieldSet> node(List<String> path) {
    FieldSet here = this;
    for (String element : path) {
      here = here.children.get(element);
      if (here == null) {
        return Optional.empty();
      }
    }
    return Optional.of(here);
  }

  boolean contains(List<String> path) {
    return node(path).map(n -> n.member).orElse(false);
  }

  boolean reaches(List<String> path) {
    return node(path).map(n -> !n.isEmpty()).orElse(false);
  }

  void insert(List<String> path) {
    FieldSet here = this;
    for (String element : path) {
      here = here.children.computeIfAbsent(element, e -> new FieldSet());
    }
    here.member = true;
  }

  void insert(String element, FieldSet child) {
    if (!child.isEmpty()) {
      children.put(element, child);
    }
  }

  void insertAll(FieldSet other) {
    other.forEach(this::insert);
  }

  void remove(List<String> path) {
    if (path.isEmpty()) {
      member = false;
      return;
    }
    FieldSet child = children.get(path.get(0));
    if (child != null) {
      child.remove(path.subList(1, path.size()));
      if (child.isEmpty()) {
        children.remove(path.get(0));
      }
    }
  }

  void removeAll(FieldSet other) {
    other.forEach(this::remove);
  }

  FieldSet minus(FieldSet other) {
    FieldSet rest = parse(toFieldsV1());
    rest.removeAll(other);
    return rest;
  }

  /** The value of a path in an object, if it has one. */
  static Optional<JsonNode> value(JsonNode object, List<String> path) {
    JsonNode here = object;
    for (String element : path) {
      String rest = element.substring(2);
      if (element.startsWith("f:")) {
        here = here.path(rest);
      } else {
        here = item(here, element.startsWith("v:"), json(rest));
      }
    }
    return here.isMissingNode() ? Optional.empty() : Optional.of(here);
  }

  private static JsonNode item(JsonNode list, boolean set, JsonNode wanted) {
    for (JsonNode item : list) {
      if (set ? item.equals(wanted) : matches(item, wanted)) {
        return item;
      }
    }
    return MissingNode.getInstance();
  }

  static boolean matches(JsonNode item, JsonNode key) {
    return key.properties().stream()
        .allMatch(
            e ->
                e.getValue().equals(item.get(e.getKey()))
                    || !item.has(e.getKey())
                        && e.getKey().equals("protocol")
                        && e.getValue().asText().equals("TCP"));
  }

  static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code .spec.template.spec.containers[name="api"].image}, as conflict messages say it. */
  static String display(List<String> path) {
    StringBuilder text = new StringBuilder();
    for (String element : path) {
      String rest = element.substring(2);
      if (element.startsWith("f:")) {
        text.append('.').append(rest);
      } else if (element.startsWith("v:")) {
        text.append("[=").append(rest).append(']');
      } else {
        List<String> pairs = new ArrayList<>();
        json(rest).properties().forEach(e -> pairs.add(e.getKey() + "=" + e.getValue()));
        text.append('[').append(String.join(",", pairs)).append(']');
      }
    }
    return text.toString();
  }
}
