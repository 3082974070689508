package io.jenkins.embedded.controller.engine;

import groovy.lang.Closure;
import groovy.lang.GString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A step's arguments as a Jenkinsfile writes them: named, or one positional, and a body at the end.
 *
 * @param named argument name to value; GStrings are plain text already
 * @param closures the body; for {@code parallel} one for each branch, in order
 */
record StepArguments(Map<String, Object> named, List<Closure<?>> closures) {

  /**
   * @param sole name of the argument that may be given by position, or null
   * @param branches whether named values that are closures are bodies, as with {@code parallel}
   */
  static StepArguments parse(
      String step, Object[] arguments, boolean takesBody, String sole, boolean branches) {
    List<Object> rest = new ArrayList<>(List.of(nullSafe(arguments)));
    rest.replaceAll(o -> o == NULL ? null : o);
    List<Closure<?>> closures = new ArrayList<>();
    if (takesBody && !rest.isEmpty() && rest.get(rest.size() - 1) instanceof Closure<?> body) {
      closures.add(body);
      rest.remove(rest.size() - 1);
    }
    Map<String, Object> named = new LinkedHashMap<>();
    if (rest.size() == 1 && rest.get(0) instanceof Map<?, ?> map && !map.containsKey("$class")) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        if (branches && entry.getValue() instanceof Closure<?> body) {
          closures.add(body);
        }
        named.put(String.valueOf(entry.getKey()), flatten(entry.getValue()));
      }
    } else if (rest.size() == 1) {
      if (sole == null) {
        throw new IllegalArgumentException(
            "Step '" + step + "' takes named arguments, not " + flatten(rest.get(0)));
      }
      named.put(sole, flatten(rest.get(0)));
    } else if (rest.size() > 1) {
      throw new IllegalArgumentException(
          "Expected named arguments but got " + flatten(rest) + " for step '" + step + "'");
    }
    return new StepArguments(named, closures);
  }

  private static final Object NULL = new Object();

  private static Object[] nullSafe(Object[] arguments) {
    Object[] copy = arguments.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] = copy[i] == null ? NULL : copy[i];
    }
    return copy;
  }

  /** GStrings become text, at any depth. */
  static Object flatten(Object value) {
    if (value instanceof GString) {
      return value.toString();
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      for (Object element : list) {
        copy.add(flatten(element));
      }
      return copy;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((k, v) -> copy.put(flatten(k), flatten(v)));
      return copy;
    }
    return value;
  }
}
