package io.jenkins.plugins.paas.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.paas.core.text.DurationText;
import io.jenkins.plugins.paas.step.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows a passport, as text for people and as JSON for machines. */
final class Passport {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Run<?, ?> run;
  private final List<Evidence> evidence;

  Passport(Run<?, ?> run, List<Evidence> evidence) {
    this.run = run;
    this.evidence = evidence;
  }

  /**
   * Fields: job, build, result, startedAt (ISO-8601), evidence [kind, summary, at, durationMillis,
   * facts].
   */
  String json() {
    Map<String, Object> passport = new LinkedHashMap<>();
    passport.put("job", run.getParent().getFullName());
    passport.put("build", run.getNumber());
    passport.put("result", String.valueOf(run.getResult()));
    passport.put("startedAt", Instant.ofEpochMilli(run.getStartTimeInMillis()).toString());
    List<Map<String, Object>> pieces = new ArrayList<>();
    for (Evidence piece : evidence) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("kind", piece.getKind());
      one.put("summary", piece.getSummary());
      one.put("at", Instant.ofEpochMilli(piece.getAtMillis()).toString());
      one.put("durationMillis", piece.getDurationMillis());
      one.put("facts", piece.getFacts());
      pieces.add(one);
    }
    passport.put("evidence", pieces);
    try {
      return JSON.writeValueAsString(passport) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("evidence holds something that is no JSON value", e);
    }
  }

  /** Lines for the end of the build log. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    Result result = run.getResult();
    lines.add("─── Release passport: " + run.getFullDisplayName() + ", " + result + " ───");
    for (Evidence piece : evidence) {
      lines.add(
          piece.getKind()
              + ": "
              + piece.getSummary()
              + " ("
              + DurationText.format(Duration.ofMillis(piece.getDurationMillis()))
              + ")");
      piece.getFacts().forEach((name, value) -> addFact(lines, "  ", name, value));
    }
    return lines;
  }

  private static void addFact(List<String> lines, String indent, String name, Object value) {
    if (value instanceof List<?> many) {
      lines.add(indent + name + ":");
      many.forEach(one -> lines.add(indent + "  - " + oneLine(one)));
    } else if (value instanceof Map<?, ?> map) {
      lines.add(indent + name + ":");
      map.forEach((k, v) -> addFact(lines, indent + "  ", String.valueOf(k), v));
    } else if (value != null) {
      lines.add(indent + name + ": " + value);
    }
  }

  /** A fact as people read it: the elements of a list or the entries of a map, one a line. */
  static List<String> lines(Object fact) {
    List<String> lines = new ArrayList<>();
    if (fact instanceof List<?> many) {
      many.forEach(one -> lines.add(oneLine(one)));
    } else if (fact instanceof Map<?, ?> map) {
      map.forEach((name, value) -> lines.add(name + ": " + oneLine(value)));
    } else if (fact != null) {
      lines.add(String.valueOf(fact));
    }
    return lines;
  }

  private static String oneLine(Object value) {
    return value instanceof Map<?, ?> map
        ? map.entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", "))
        : String.valueOf(value);
  }
}
