package io.jenkins.plugins.paas.kube.readiness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of JSONPath that points into a status: <code>{.status.phase}</code>, {@code
 * .status.nodes[0].state}, {@code .metadata.labels['a.b/c']}, {@code
 * .status.conditions[?(@.type=="Ready")].status}. Immutable.
 */
final class FieldPath {

  private static final Pattern STEP =
      Pattern.compile(
          "\\.(?<key>[A-Za-z0-9_-]+)"
              + "|\\[(?<index>\\d{1,6})]"
              + "|\\[['\"](?<quoted>[^'\"]+)['\"]]"
              + "|\\[\\?\\(@\\.(?<field>[A-Za-z0-9_-]+)\\s*==\\s*['\"](?<value>[^'\"]*)['\"]\\)]");

  private final List<Step> steps;

  private record Step(String key, int index, String value) {}

  private FieldPath(List<Step> steps) {
    this.steps = steps;
  }

  /**
   * @throws IllegalArgumentException with the text and what is allowed
   */
  static FieldPath parse(String text) {
    String path = text.strip();
    if (path.startsWith("{") && path.endsWith("}")) {
      path = path.substring(1, path.length() - 1).strip();
    }
    if (!path.startsWith(".") && !path.startsWith("[")) {
      path = "." + path;
    }
    List<Step> steps = new ArrayList<>();
    Matcher step = STEP.matcher(path);
    int at = 0;
    while (at < path.length()) {
      if (!step.find(at) || step.start() != at) {
        throw new IllegalArgumentException(
            "'"
                + text
                + "' is no path: such as .status.phase, .status.nodes[0].state or"
                + " .status.conditions[?(@.type==\"Ready\")].status");
      }
      String index = step.group("index");
      String key = step.group("key") != null ? step.group("key") : step.group("quoted");
      steps.add(
          step.group("field") != null
              ? new Step(step.group("field"), -1, step.group("value"))
              : new Step(key, index == null ? -1 : Integer.parseInt(index), null));
      at = step.end();
    }
    return new FieldPath(steps);
  }

  /** The value there, or {@code null}. */
  Object in(Object tree) {
    Object value = tree;
    for (Step step : steps) {
      if (step.value() != null) {
        value = item(value, step);
      } else if (step.key() != null) {
        value = value instanceof Map<?, ?> map ? map.get(step.key()) : null;
      } else {
        value =
            value instanceof List<?> list && step.index() < list.size()
                ? list.get(step.index())
                : null;
      }
    }
    return value;
  }

  private static Object item(Object value, Step step) {
    if (value instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map
            && step.value().equals(String.valueOf(map.get(step.key())))) {
          return item;
        }
      }
    }
    return null;
  }
}
