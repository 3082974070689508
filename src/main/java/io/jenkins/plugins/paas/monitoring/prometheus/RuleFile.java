package io.jenkins.plugins.paas.monitoring.prometheus;

import io.jenkins.plugins.paas.core.text.NearestName;
import io.jenkins.plugins.paas.core.yaml.YamlFailure;
import io.jenkins.plugins.paas.core.yaml.YamlText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of alert and recording rules, checked against the schema that Prometheus documents; the
 * expressions are left to the server's own parser. Immutable.
 */
public final class RuleFile {

  private static final Set<String> GROUP =
      Set.of("name", "interval", "limit", "rules", "query_offset", "labels");
  private static final Set<String> RULE =
      Set.of("alert", "record", "expr", "for", "keep_firing_for", "labels", "annotations");

  /** One rule of the file. */
  public record Rule(String group, String name, String expression) {}

  private final String source;
  private final String text;
  private final Object groups;
  private final List<Rule> rules;

  private RuleFile(String source, String text, Object groups, List<Rule> rules) {
    this.source = source;
    this.text = text;
    this.groups = groups;
    this.rules = List.copyOf(rules);
  }

  /**
   * @param source the file's path, for messages
   * @throws PrometheusFailure with file, group and rule when it is no rule file
   * @throws YamlFailure when it is no YAML
   */
  public static RuleFile parse(String text, String source) throws PrometheusFailure, YamlFailure {
    Map<String, Object> document = YamlText.parse(text, source);
    requireKnown(document.keySet(), Set.of("groups"), source);
    List<Rule> rules = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Map<?, ?> group : maps(document.get("groups"), source + ": groups")) {
      String name = text(group.get("name"), source + ": a group's name");
      String where = source + ", group '" + name + "'";
      if (!names.add(name)) {
        throw new PrometheusFailure(where + " is there twice: rename one");
      }
      requireKnown(group.keySet(), GROUP, where);
      requireDuration(group.get("interval"), where + ": interval");
      for (Map<?, ?> rule : maps(group.get("rules"), where + ": rules")) {
        rules.add(rule(name, rule, where));
      }
    }
    return new RuleFile(source, text, document.get("groups"), rules);
  }

  private static Rule rule(String group, Map<?, ?> rule, String where) throws PrometheusFailure {
    if (rule.containsKey("alert") == rule.containsKey("record")) {
      throw new PrometheusFailure(where + ": a rule has either 'alert' or 'record': " + rule);
    }
    boolean alert = rule.containsKey("alert");
    String name = text(rule.get(alert ? "alert" : "record"), where + ": a rule's name");
    String here = where + ", rule '" + name + "'";
    requireKnown(rule.keySet(), RULE, here);
    if (!alert && !name.matches("[a-zA-Z_:][a-zA-Z0-9_:]*")) {
      throw new PrometheusFailure(here + " is no metric name: letters, digits, '_' and ':'");
    }
    requireDuration(rule.get("for"), here + ": for");
    requireDuration(rule.get("keep_firing_for"), here + ": keep_firing_for");
    if (!alert) {
      requireAbsent(rule, here, "for", "keep_firing_for", "annotations");
    }
    if (rule.get("labels") instanceof Map<?, ?> labels) {
      for (Object label : labels.keySet()) {
        try {
          TargetGroup.requireLabel(String.valueOf(label));
        } catch (IllegalArgumentException e) {
          throw new PrometheusFailure(here + ": " + e.getMessage(), e);
        }
      }
    }
    return new Rule(group, name, text(rule.get("expr"), here + ": expr"));
  }

  /** The path that messages name. */
  public String source() {
    return source;
  }

  public String text() {
    return text;
  }

  /** The list of groups, as it was parsed. */
  public Object groups() {
    return groups;
  }

  public List<Rule> rules() {
    return rules;
  }

  private static List<Map<?, ?>> maps(Object value, String where) throws PrometheusFailure {
    if (!(value instanceof List<?> list) || list.isEmpty()) {
      throw new PrometheusFailure(where + " must be a list with at least one entry");
    }
    List<Map<?, ?>> maps = new ArrayList<>();
    for (Object entry : list) {
      if (!(entry instanceof Map<?, ?> map)) {
        throw new PrometheusFailure(where + ": a mapping is expected, not '" + entry + "'");
      }
      maps.add(map);
    }
    return maps;
  }

  private static String text(Object value, String where) throws PrometheusFailure {
    if (value == null || value.toString().isBlank()) {
      throw new PrometheusFailure(where + " is missing");
    }
    return value.toString();
  }

  private static void requireKnown(Set<?> keys, Set<String> known, String where)
      throws PrometheusFailure {
    for (Object key : keys) {
      if (!known.contains(key)) {
        throw new PrometheusFailure(
            where + ": unknown key '" + key + "'." + NearestName.hint(String.valueOf(key), known));
      }
    }
  }

  private static void requireAbsent(Map<?, ?> rule, String where, String... keys)
      throws PrometheusFailure {
    for (String key : keys) {
      if (rule.containsKey(key)) {
        throw new PrometheusFailure(where + ": only an alert has '" + key + "'");
      }
    }
  }

  private static void requireDuration(Object value, String where) throws PrometheusFailure {
    // Prometheus' own grammar: units in this order, no zero
    if (value != null
        && (value.toString().isEmpty()
            || !value
                .toString()
                .matches("0|(\\d+y)?(\\d+w)?(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?")
            || where.endsWith("interval") && !value.toString().matches(".*[1-9].*"))) {
      throw new PrometheusFailure(
          where + " '" + value + "' is no duration above zero, such as 30s or 5m");
    }
  }
}
