package io.jenkins.embedded.platform.prometheus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Prometheus' text format: one sample a line, comments left out. */
final class Exposition {

  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(\\{.*})?\\s+(\\S+)(?:\\s+-?\\d+)?\\s*");
  private static final Pattern LABEL =
      Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(,|$)");

  /** A series with its value. */
  record Sample(Map<String, String> labels, double value) {}

  private Exposition() {}

  /**
   * @throws IllegalArgumentException in Prometheus' manner when a line is none
   */
  static List<Sample> parse(String text) {
    List<Sample> samples = new ArrayList<>();
    for (String line : text.split("\n")) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "\"INVALID\" is not a valid start token: "
                + line.substring(0, Math.min(60, line.length())));
      }
      Map<String, String> labels = new LinkedHashMap<>();
      labels.put("__name__", matcher.group(1));
      if (matcher.group(2) != null) {
        labels(matcher.group(2).substring(1, matcher.group(2).length() - 1), labels);
      }
      samples.add(new Sample(labels, number(matcher.group(3))));
    }
    return samples;
  }

  private static void labels(String text, Map<String, String> labels) {
    Matcher label = LABEL.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!label.find(at) || label.start() != at) {
        throw new IllegalArgumentException("expected label name or '}', got: " + text);
      }
      labels.put(
          label.group(1),
          label.group(2).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"));
      at = label.end();
    }
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
