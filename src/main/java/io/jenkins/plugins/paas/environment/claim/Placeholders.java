package io.jenkins.plugins.paas.environment.claim;

import io.jenkins.plugins.paas.core.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code ${name}} in the texts of a tree. A text that is one placeholder takes the value with
 * its type; an entry whose placeholder has no value is left out. Nothing is evaluated.
 */
final class Placeholders {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-zA-Z][a-zA-Z0-9.]*)}");

  private final Map<String, Object> values;
  private final String where;

  /**
   * @param values what there is; a {@code null} value is a known name without a value
   * @param where names the template in messages
   */
  Placeholders(Map<String, Object> values, String where) {
    this.values = values;
    this.where = where;
  }

  /** A filled copy; mappings and lists are new. */
  Map<String, Object> fill(Map<String, Object> tree) throws ClaimFailure {
    Map<String, Object> filled = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : tree.entrySet()) {
      Object value = fillValue(entry.getValue());
      if (value != null) {
        filled.put(text(entry.getKey()), value);
      }
    }
    return filled;
  }

  /** The text with all placeholders filled. */
  String text(String text) throws ClaimFailure {
    Object value = fillText(text);
    return value == null ? "" : value.toString();
  }

  @SuppressWarnings("unchecked")
  private Object fillValue(Object value) throws ClaimFailure {
    if (value instanceof Map<?, ?> map) {
      return fill((Map<String, Object>) map);
    }
    if (value instanceof List<?> list) {
      List<Object> filled = new ArrayList<>();
      for (Object item : list) {
        Object one = fillValue(item);
        if (one != null) {
          filled.add(one);
        }
      }
      return filled;
    }
    return value instanceof String text ? fillText(text) : value;
  }

  private Object fillText(String text) throws ClaimFailure {
    if (TerraformWorkspace.isOpen(text)) {
      return text;
    }
    Matcher matcher = PLACEHOLDER.matcher(text);
    if (matcher.matches()) {
      return value(matcher.group(1));
    }
    StringBuilder filled = new StringBuilder();
    matcher.reset();
    while (matcher.find()) {
      Object value = value(matcher.group(1));
      matcher.appendReplacement(
          filled, Matcher.quoteReplacement(value == null ? "" : value.toString()));
    }
    return matcher.appendTail(filled).toString();
  }

  private Object value(String name) throws ClaimFailure {
    if (!values.containsKey(name)) {
      throw new ClaimFailure(
          where + ": there is no ${" + name + "}." + NearestName.hint(name, values.keySet()));
    }
    return values.get(name);
  }
}
