package io.jenkins.plugins.paas.image;

import java.util.LinkedHashMap;
import java.util.Map;

/** Maps of texts as a Pipeline passes them. */
final class NameValues {

  private NameValues() {}

  /**
   * Values as texts; numbers and booleans are written as Groovy writes them.
   *
   * @param value {@code null} for none
   * @throws IllegalArgumentException for a nested or missing value
   */
  static LinkedHashMap<String, String> of(Map<String, Object> value, String argument) {
    LinkedHashMap<String, String> texts = new LinkedHashMap<>();
    if (value != null) {
      value.forEach(
          (name, item) -> {
            boolean simple =
                item instanceof CharSequence || item instanceof Number || item instanceof Boolean;
            if (!simple) {
              throw new IllegalArgumentException(
                  argument + ": the value of '" + name + "' must be a text, a number or a boolean");
            }
            texts.put(name, item.toString());
          });
    }
    return texts;
  }
}
