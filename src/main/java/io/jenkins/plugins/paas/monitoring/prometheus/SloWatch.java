package io.jenkins.plugins.paas.monitoring.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.text.DurationText;
import io.jenkins.plugins.paas.core.text.TextTable;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks at a query again and again, series by series, and says when a rule was broken for too long.
 * Serialisable; not thread-safe.
 */
public final class SloWatch implements Serializable {

  /** More series than this are refused: they are no objective, and would fill the build. */
  public static final int MAX_SERIES = 100;

  private static final long serialVersionUID = 1L;
  private static final int KEPT = 100;

  private final SloRule rule;
  private final long graceMillis;
  private final TreeMap<String, SeriesState> series = new TreeMap<>();
  private final ArrayList<Sample> samples = new ArrayList<>();
  private int looks;
  private int looksWithData;

  /** One value of one series. */
  public static final class Sample implements Serializable {
    private static final long serialVersionUID = 1L;
    private final long atMillis;
    private final String name;
    private final double number;
    private final boolean kept;

    Sample(long atMillis, String name, double number, boolean kept) {
      this.atMillis = atMillis;
      this.name = name;
      this.number = number;
      this.kept = kept;
    }

    /** For a result: time, series, value, satisfied. */
    public Map<String, Object> facts() {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("time", Instant.ofEpochMilli(atMillis).toString());
      facts.put("series", name);
      facts.put("value", SloRule.number(number));
      facts.put("satisfied", kept);
      return facts;
    }
  }

  private static final class SeriesState implements Serializable {
    private static final long serialVersionUID = 1L;
    int count;
    int broken;
    int notNumbers;
    double last = Double.NaN;
    double worst = Double.NaN;
    long brokenSince; // 0 while the rule is kept
    long brokenFor;
  }

  /**
   * @param grace for how long the rule may be broken at a stretch
   */
  public SloWatch(SloRule rule, Duration grace) {
    this.rule = rule;
    this.graceMillis = grace.toMillis();
  }

  /**
   * Takes one answer in.
   *
   * @param result of an instant query: a vector, or a scalar
   * @return the series that broke the rule for too long; empty while there are none
   * @throws PrometheusFailure when it is no answer that can be compared
   */
  public List<String> look(JsonNode data, Instant now) throws PrometheusFailure {
    List<String> broken = new ArrayList<>();
    Map<String, Double> values = values(data);
    looks++;
    boolean any = false;
    for (Map.Entry<String, Double> entry : values.entrySet()) {
      SeriesState state = series.computeIfAbsent(entry.getKey(), n -> new SeriesState());
      double value = entry.getValue();
      if (Double.isNaN(value)) {
        state.notNumbers++;
        state.brokenSince = 0;
        continue;
      }
      any = true;
      boolean kept = rule.isKept(value);
      state.count++;
      state.last = value;
      state.worst = Double.isNaN(state.worst) ? value : rule.worse(state.worst, value);
      keep(new Sample(now.toEpochMilli(), entry.getKey(), value, kept));
      if (kept) {
        state.brokenSince = 0;
        continue;
      }
      state.broken++;
      state.brokenSince = state.brokenSince == 0 ? now.toEpochMilli() : state.brokenSince;
      state.brokenFor = Math.max(state.brokenFor, now.toEpochMilli() - state.brokenSince);
      if (now.toEpochMilli() - state.brokenSince >= graceMillis) {
        broken.add(entry.getKey());
      }
    }
    if (any) {
      looksWithData++;
    }
    return broken;
  }

  private static Map<String, Double> values(JsonNode data) throws PrometheusFailure {
    Map<String, Double> values = new TreeMap<>();
    String type = data.path("resultType").asText();
    JsonNode result = data.path("result");
    if (type.equals("scalar")) {
      values.put("scalar", number(result));
      return values;
    }
    if (!type.equals("vector")) {
      throw new PrometheusFailure(
          "The query answers a "
              + (type.isEmpty() ? "thing without a type" : type)
              + ", which cannot be compared: it must be an instant vector or a scalar, such as"
              + " max_over_time(…[5m]).");
    }
    if (result.size() > MAX_SERIES) {
      throw new PrometheusFailure(
          "The query answers "
              + result.size()
              + " series, over "
              + MAX_SERIES
              + ": aggregate it, such as by sum by (service) (…), or narrow its matchers.");
    }
    for (JsonNode one : result) {
      values.put(name(one.path("metric")), number(one.path("value")));
    }
    return values;
  }

  // samples are [time, "value"], the value as Go writes it
  private static double number(JsonNode sample) {
    String text = sample.path(1).asText("NaN");
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static String name(JsonNode metric) {
    StringBuilder labels = new StringBuilder();
    metric
        .properties()
        .forEach(
            label -> {
              if (!label.getKey().equals("__name__")) {
                labels
                    .append(labels.length() == 0 ? "" : ",")
                    .append(label.getKey())
                    .append('=')
                    .append(label.getValue());
              }
            });
    return metric.path("__name__").asText() + "{" + labels + "}";
  }

  // the newest ones and every broken one's neighbourhood would be nicer; a build keeps a few
  private void keep(Sample sample) {
    if (samples.size() == KEPT) {
      samples.remove(0);
    }
    samples.add(sample);
  }

  /** Whether any look had a value. */
  public boolean hasData() {
    return looksWithData > 0;
  }

  /** How many looks there were, and how many had values. */
  public String looks() {
    return looksWithData + " of " + looks + " looks had values";
  }

  /** Series that never had anything but NaN. */
  public List<String> onlyNotNumbers() {
    return series.entrySet().stream()
        .filter(e -> e.getValue().count == 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The newest samples, oldest first. */
  public List<Sample> samples() {
    return List.copyOf(samples);
  }

  /** A line a series; at most ten, the broken ones first. */
  public List<String> table() {
    TextTable table = new TextTable().row("series", "last", "worst", "samples", "broken", "NaN");
    series.entrySet().stream()
        .sorted((a, b) -> Integer.compare(b.getValue().broken, a.getValue().broken))
        .limit(10)
        .forEach(
            e ->
                table.row(
                    e.getKey(),
                    text(e.getValue().last),
                    text(e.getValue().worst),
                    e.getValue().count,
                    e.getValue().broken == 0
                        ? "0"
                        : e.getValue().broken
                            + " (up to "
                            + DurationText.format(Duration.ofMillis(e.getValue().brokenFor))
                            + ")",
                    e.getValue().notNumbers));
    List<String> lines = new ArrayList<>(table.lines());
    if (series.size() > 10) {
      lines.add("and " + (series.size() - 10) + " series more");
    }
    return lines;
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "-" : SloRule.number(value);
  }
}
