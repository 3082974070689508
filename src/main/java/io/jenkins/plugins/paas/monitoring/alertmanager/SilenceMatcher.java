package io.jenkins.plugins.paas.monitoring.alertmanager;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which alerts a silence is for: a label and what its value must be. What exists is valid. */
public final class SilenceMatcher implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  private final String name;
  private final String value;
  private final boolean regex;
  private final boolean equal;

  private SilenceMatcher(String name, String value, boolean regex, boolean equal) {
    this.name = name;
    this.value = value;
    this.regex = regex;
    this.equal = equal;
  }

  /**
   * @param text the value; {@code ~} before it makes it a regular expression, {@code !} (and {@code
   *     !~}) means any other
   * @throws IllegalArgumentException with the offending text and the rule
   */
  public static SilenceMatcher of(String name, String text) {
    if (!LABEL.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "matchers: '"
              + name
              + "' is no label name: letters, digits and '_', not beginning with a digit");
    }
    boolean equal = !text.startsWith("!");
    String rest = equal ? text : text.substring(1);
    boolean regex = rest.startsWith("~");
    String value = regex ? rest.substring(1) : rest;
    if (value.isEmpty()) {
      throw new IllegalArgumentException("matchers: '" + name + "' has no value");
    }
    if (regex) {
      try {
        Pattern.compile(value);
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "matchers: '"
                + name
                + "' is no regular expression: "
                + e.getDescription()
                + " near index "
                + e.getIndex()
                + " of "
                + value,
            e);
      }
    }
    return new SilenceMatcher(name, value, regex, equal);
  }

  /**
   * All of a map.
   *
   * @throws IllegalArgumentException when none says which alerts are meant: it would silence all
   */
  public static List<SilenceMatcher> all(Map<String, ?> map) {
    List<SilenceMatcher> all = new ArrayList<>();
    map.forEach((name, value) -> all.add(of(name, String.valueOf(value))));
    if (all.stream().noneMatch(SilenceMatcher::narrows)) {
      throw new IllegalArgumentException(
          "matchers "
              + map
              + " would silence every alert: name a label with a value, such as [service: 'api']");
    }
    return all;
  }

  private boolean narrows() {
    return equal && !(regex && Pattern.compile(value).matcher("").matches());
  }

  Map<String, Object> toDocument() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", name);
    document.put("value", value);
    document.put("isRegex", regex);
    document.put("isEqual", equal);
    return document;
  }

  /** As Alertmanager writes it. */
  @Override
  public String toString() {
    return name + (equal ? (regex ? "=~" : "=") : (regex ? "!~" : "!=")) + '"' + value + '"';
  }
}
