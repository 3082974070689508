package io.jenkins.embedded.platform.kube.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.embedded.platform.kube.fields.ListShapes.Shape;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which field paths a write set or changed, and which it took away. */
final class Difference {
  final FieldSet written = new FieldSet();
  final FieldSet removed = new FieldSet();

  static Difference between(JsonNode before, JsonNode after, ListShapes shapes) {
    return between(before, after, shapes, "");
  }

  private static Difference between(
      JsonNode before, JsonNode after, ListShapes shapes, String path) {
    Difference difference = new Difference();
    if (before.isObject() && after.isObject() && !shapes.isAtomicMap(path)) {
      Set<String> names = new LinkedHashSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        difference.child(
            "f:" + name,
            before.path(name),
            after.path(name),
            shapes,
            FieldSet.join(path, name),
            false);
      }
    } else if (before.isArray() && after.isArray() && isAssociative(shapes.list(path))) {
      difference.elements(before, after, shapes, path);
    } else if (!before.equals(after)) {
      difference.written.insertAll(FieldSet.leaf());
    }
    return difference;
  }

  private static boolean isAssociative(Shape shape) {
    return shape.set() || shape.isKeyed();
  }

  private void elements(JsonNode before, JsonNode after, ListShapes shapes, String path) {
    Shape shape = shapes.list(path);
    Set<String> elements = new LinkedHashSet<>();
    before.forEach(e -> elements.add(FieldSet.element(shape, e)));
    after.forEach(e -> elements.add(FieldSet.element(shape, e)));
    for (String element : elements) {
      child(
          element,
          FieldSet.value(before, List.of(element)).orElse(MissingNode.getInstance()),
          FieldSet.value(after, List.of(element)).orElse(MissingNode.getInstance()),
          shapes,
          path,
          true);
    }
  }

  private void child(
      String element,
      JsonNode before,
      JsonNode after,
      ListShapes shapes,
      String path,
      boolean isItem) {
    if (before.isMissingNode()) {
      written.insert(element, stated(after, shapes, path, isItem));
    } else if (after.isMissingNode()) {
      removed.insert(element, stated(before, shapes, path, isItem));
    } else {
      Difference inner = between(before, after, shapes, path);
      written.insert(element, inner.written);
      removed.insert(element, inner.removed);
    }
  }

  private static FieldSet stated(JsonNode node, ListShapes shapes, String path, boolean isItem) {
    FieldSet set = FieldSet.of(node, shapes, path);
    if (isItem) {
      set.insertAll(FieldSet.leaf());
    }
    return set;
  }
}
