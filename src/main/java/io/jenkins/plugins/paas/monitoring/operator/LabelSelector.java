package io.jenkins.plugins.paas.monitoring.operator;

import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A label selector as Kubernetes has it (meta/v1, LabelSelector). Immutable. */
final class LabelSelector {

  private final KubeObject tree;

  private LabelSelector(Map<String, Object> tree) {
    this.tree = new KubeObject(tree);
  }

  /** The selector at a path of an object; empty where there is none, which selects nothing. */
  static Optional<LabelSelector> at(KubeObject object, String... path) {
    return object.at(path) instanceof Map<?, ?>
        ? Optional.of(new LabelSelector(object.map(path)))
        : Optional.empty();
  }

  boolean matches(Map<String, Object> labels) {
    return unmet(labels).isEmpty();
  }

  /** What it asks for and the labels lack, such as {@code team=a} or {@code tier In [web]}. */
  List<String> unmet(Map<String, Object> labels) {
    List<String> unmet = new ArrayList<>();
    tree.map("matchLabels")
        .forEach(
            (name, value) -> {
              if (!String.valueOf(value).equals(labels.get(name))) {
                unmet.add(name + "=" + value);
              }
            });
    for (Map<String, Object> one : tree.maps("matchExpressions")) {
      if (!holds(one, labels)) {
        unmet.add(words(one));
      }
    }
    return unmet;
  }

  private static boolean holds(Map<String, Object> one, Map<String, Object> labels) {
    Object value = labels.get(new KubeObject(one).text("key"));
    boolean listed = value != null && values(one).contains(value.toString());
    return switch (new KubeObject(one).text("operator")) {
      case "In" -> listed;
      case "NotIn" -> !listed;
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> false;
    };
  }

  /**
   * The fewest labels that an object needs for it to match, as far as labels can bring it about.
   */
  Map<String, String> needed() {
    Map<String, String> needed = new TreeMap<>();
    tree.map("matchLabels").forEach((name, value) -> needed.put(name, String.valueOf(value)));
    for (Map<String, Object> one : tree.maps("matchExpressions")) {
      String key = new KubeObject(one).text("key");
      List<String> values = values(one);
      switch (new KubeObject(one).text("operator")) {
        case "In" -> needed.putIfAbsent(key, values.isEmpty() ? "" : values.get(0));
        case "Exists" -> needed.putIfAbsent(key, "paas");
        default -> {
          // no label is the way to meet NotIn and DoesNotExist
        }
      }
    }
    return needed;
  }

  private static List<String> values(Map<String, Object> one) {
    return one.get("values") instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  private static String words(Map<String, Object> one) {
    List<String> values = values(one);
    return new KubeObject(one).text("key")
        + " "
        + new KubeObject(one).text("operator")
        + (values.isEmpty() ? "" : " " + values);
  }

  /** As messages show it. */
  @Override
  public String toString() {
    Map<String, Object> shown = new LinkedHashMap<>(tree.map("matchLabels"));
    List<String> parts = new ArrayList<>();
    shown.forEach((name, value) -> parts.add(name + "=" + value));
    tree.maps("matchExpressions").forEach(one -> parts.add(words(one)));
    return parts.isEmpty() ? "{} (everything)" : String.join(", ", parts);
  }
}
