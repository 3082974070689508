package io.jenkins.plugins.paas.delivery;

import io.jenkins.plugins.paas.core.Referenced;
import io.jenkins.plugins.paas.core.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Maps of a Pipeline: every key is known, every value is one that a build may keep. */
final class MapKeys {

  private MapKeys() {}

  /**
   * @throws IllegalArgumentException with the nearest name for a key that is not known
   */
  static void requireKnown(Map<?, ?> map, String argument, List<String> known) {
    for (Object key : map.keySet()) {
      if (!known.contains(String.valueOf(key))) {
        throw new IllegalArgumentException(
            argument
                + ": unknown key '"
                + key
                + "'."
                + NearestName.hint(String.valueOf(key), known));
      }
    }
  }

  /** The text under a key, or {@code null}. */
  static String text(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value == null ? null : value.toString();
  }

  /**
   * A copy of texts, numbers, booleans, lists and maps, images as their references.
   *
   * @throws IllegalArgumentException for anything else
   */
  static Object plain(Object value, String where) {
    if (value instanceof Map<?, ?> map) {
      LinkedHashMap<String, Object> copy = new LinkedHashMap<>();
      map.forEach((k, v) -> copy.put(String.valueOf(k), plain(v, where + "." + k)));
      return copy;
    }
    if (value instanceof List<?> list) {
      ArrayList<Object> copy = new ArrayList<>();
      list.forEach(v -> copy.add(plain(v, where)));
      return copy;
    }
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (value instanceof CharSequence) {
      return value.toString();
    }
    if (value instanceof Referenced image) {
      return image.imageReference();
    }
    throw new IllegalArgumentException(
        where
            + " is a text, a number, a boolean, a list or a map, not "
            + value.getClass().getSimpleName());
  }
}
