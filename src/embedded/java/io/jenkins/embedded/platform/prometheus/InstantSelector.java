package io.jenkins.embedded.platform.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bare metric with label matchers: all of PromQL that the stand-in knows. */
final class InstantSelector {

  private static final Pattern WHOLE =
      Pattern.compile("\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)?\\s*(?:\\{(.*)})?\\s*", Pattern.DOTALL);
  private static final Pattern MATCHER =
      Pattern.compile("\\s*([a-zA-Z_]\\w*)\\s*(=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(,|$)");

  private final List<Predicate<Map<String, String>>> conditions;

  private InstantSelector(List<Predicate<Map<String, String>>> conditions) {
    this.conditions = conditions;
  }

  /** The selector, or empty for any other expression. */
  static Optional<InstantSelector> parse(String text) {
    Matcher whole = WHOLE.matcher(text);
    if (text.isBlank() || !whole.matches()) {
      return Optional.empty();
    }
    List<Predicate<Map<String, String>>> conditions = new ArrayList<>();
    if (whole.group(1) != null) {
      String name = whole.group(1);
      conditions.add(labels -> name.equals(labels.get("__name__")));
    }
    String matchers = whole.group(2) == null ? "" : whole.group(2);
    Matcher one = MATCHER.matcher(matchers);
    int at = 0;
    while (at < matchers.length()) {
      if (!one.find(at) || one.start() != at) {
        return Optional.empty();
      }
      conditions.add(condition(one.group(1), one.group(2), one.group(3)));
      at = one.end();
    }
    return conditions.isEmpty() ? Optional.empty() : Optional.of(new InstantSelector(conditions));
  }

  private static Predicate<Map<String, String>> condition(String label, String sign, String text) {
    String value = text.replace("\\\"", "\"").replace("\\\\", "\\");
    Predicate<String> test =
        sign.endsWith("~") ? v -> Pattern.matches(value, v) : v -> v.equals(value);
    return sign.startsWith("!")
        ? labels -> !test.test(labels.getOrDefault(label, ""))
        : labels -> test.test(labels.getOrDefault(label, ""));
  }

  boolean matches(Exposition.Sample sample) {
    return conditions.stream().allMatch(condition -> condition.test(sample.labels()));
  }
}
