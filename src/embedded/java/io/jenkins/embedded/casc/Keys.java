package io.jenkins.embedded.casc;

import io.jenkins.plugins.paas.core.text.NearestName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads mappings and refuses what does not belong into them. */
final class Keys {
  private Keys() {}

  /**
   * The mapping under a key; empty where it is absent.
   *
   * @param allowed null for any
   */
  static Map<String, Object> only(Map<String, ?> parent, String key, Collection<String> allowed)
      throws ConfigurationFailure {
    Object value = parent.get(key);
    if (value == null) {
      return Map.of();
    }
    Map<String, Object> map = map(value, key);
    if (allowed != null) {
      for (String name : map.keySet()) {
        known(name, allowed, key);
      }
    }
    return map;
  }

  static void known(String name, Collection<String> allowed, String path)
      throws ConfigurationFailure {
    if (!allowed.contains(name)) {
      throw new ConfigurationFailure(
          path + "." + name + ": unknown key." + NearestName.hint(name, allowed));
    }
  }

  static Map<String, Object> map(Object value, String path) throws ConfigurationFailure {
    if (!(value instanceof Map)) {
      throw new ConfigurationFailure(path + ": expected a mapping, found " + kind(value));
    }
    Map<String, Object> map = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((k, v) -> map.put(String.valueOf(k), v));
    return map;
  }

  /** Empty where the key is absent. */
  static List<?> list(Map<String, Object> map, String key, String path)
      throws ConfigurationFailure {
    Object value = map.get(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List)) {
      throw new ConfigurationFailure(path + "." + key + ": expected a list, found " + kind(value));
    }
    return (List<?>) value;
  }

  static String kind(Object value) {
    return value == null
        ? "nothing"
        : value instanceof Map ? "a mapping" : value instanceof List ? "a list" : "'" + value + "'";
  }
}
