package io.jenkins.plugins.paas.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out, from the live object alone, that an apply would change nothing: {@code managedFields}
 * says which fields a manager applied last (apimachinery, meta/v1, FieldsV1). When these are
 * exactly the fields that are to be applied and each still has the value, there is nothing to send.
 * Where this cannot be told for certain the answer is no, and the server decides.
 */
final class OwnedFields {

  private static final Set<String> NOT_IN_FIELDS = Set.of("apiVersion", "kind");
  private static final Set<String> NOT_IN_METADATA = Set.of("name", "namespace");

  private OwnedFields() {}

  /** Whether the live object already is what the manager wants it to be. */
  static boolean same(KubeObject desired, KubeObject live, String manager) {
    Map<String, Object> wanted = new HashMap<>(desired.tree());
    wanted.keySet().removeAll(NOT_IN_FIELDS);
    Map<String, Object> metadata = new HashMap<>(desired.map("metadata"));
    metadata.keySet().removeAll(NOT_IN_METADATA);
    wanted.put("metadata", metadata);
    if (metadata.isEmpty()) {
      wanted.remove("metadata");
    }
    for (Map<String, Object> entry : live.maps("metadata", "managedFields")) {
      if (manager.equals(entry.get("manager"))
          && "Apply".equals(entry.get("operation"))
          && KubeObject.text(entry, "subresource").isEmpty()) {
        return desired.apiVersion().equals(entry.get("apiVersion"))
            && map(wanted, live.tree(), KubeObject.map(entry, "fieldsV1"));
      }
    }
    return wanted.isEmpty(); // a name alone, and there it is
  }

  private static boolean value(Object wanted, Object live, Map<?, ?> fields) {
    if (fields.isEmpty()) {
      return equal(wanted, live);
    }
    if (wanted instanceof Map<?, ?> want && live instanceof Map<?, ?> has) {
      return map(want, has, fields);
    }
    return wanted instanceof List<?> want
        && live instanceof List<?> has
        && items(want, has, fields);
  }

  private static boolean map(Map<?, ?> wanted, Map<?, ?> live, Map<?, ?> fields) {
    int seen = 0;
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      String key = (String) field.getKey();
      if (key.equals(".")) {
        continue;
      }
      String name = key.startsWith("f:") ? key.substring(2) : null;
      if (name == null
          || !wanted.containsKey(name)
          || !live.containsKey(name)
          || !value(wanted.get(name), live.get(name), (Map<?, ?>) field.getValue())) {
        return false;
      }
      seen++;
    }
    return seen + emptyMaps(wanted, live, fields) == wanted.size();
  }

  // API servers before 1.21 own nothing for an empty mapping, such as emptyDir: {}
  private static long emptyMaps(Map<?, ?> wanted, Map<?, ?> live, Map<?, ?> fields) {
    return wanted.entrySet().stream()
        .filter(e -> e.getValue() instanceof Map<?, ?> map && map.isEmpty())
        .filter(e -> !fields.containsKey("f:" + e.getKey()))
        .filter(e -> live.get(e.getKey()) instanceof Map)
        .count();
  }

  // the order counts as well: a container that moved is a change
  private static boolean items(List<?> wanted, List<?> live, Map<?, ?> fields) {
    int[] places = new int[wanted.size()];
    int seen = 0;
    for (Map.Entry<?, ?> field : fields.entrySet()) {
      String key = (String) field.getKey();
      if (key.equals(".")) {
        continue;
      }
      Object path = parsed(key);
      int want = indexOf(wanted, key, path);
      int has = indexOf(live, key, path);
      if (want < 0
          || has < 0
          || !value(wanted.get(want), live.get(has), (Map<?, ?>) field.getValue())) {
        return false;
      }
      places[want] = has + 1;
      seen++;
    }
    for (int i = 1; i < places.length; i++) {
      if (places[i] <= places[i - 1]) {
        return false;
      }
    }
    return seen == wanted.size();
  }

  private static Object parsed(String key) {
    try {
      return KubeTransport.JSON.readValue(key.substring(2), Object.class);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** The one item that {@code k:{…}} or {@code v:…} means, or -1. */
  private static int indexOf(List<?> items, String key, Object path) {
    int found = -1;
    for (int i = 0; i < items.size(); i++) {
      boolean matches =
          key.startsWith("v:")
              ? equal(items.get(i), path)
              : key.startsWith("k:")
                  && path instanceof Map<?, ?> keys
                  && items.get(i) instanceof Map<?, ?> item
                  && hasKeys(item, keys);
      if (matches && found >= 0) {
        return -1;
      }
      found = matches ? i : found;
    }
    return found;
  }

  private static boolean hasKeys(Map<?, ?> item, Map<?, ?> keys) {
    return keys.entrySet().stream()
        .allMatch(
            key ->
                // a key that the manifest leaves out has its default
                !item.containsKey(key.getKey()) || equal(item.get(key.getKey()), key.getValue()));
  }

  private static boolean equal(Object a, Object b) {
    if (a instanceof Number && b instanceof Number) {
      return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString())) == 0;
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return x.size() == y.size()
          && x.entrySet().stream()
              .allMatch(e -> y.containsKey(e.getKey()) && equal(e.getValue(), y.get(e.getKey())));
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      if (x.size() != y.size()) {
        return false;
      }
      for (int i = 0; i < x.size(); i++) {
        if (!equal(x.get(i), y.get(i))) {
          return false;
        }
      }
      return true;
    }
    return a != null && a.equals(b);
  }
}
