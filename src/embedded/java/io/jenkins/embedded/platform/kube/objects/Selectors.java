package io.jenkins.embedded.platform.kube.objects;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Label and field selectors, in the query's text form and in the object form. */
public final class Selectors {
  private static final Pattern SET =
      Pattern.compile("\\s*(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)\\s*");
  private static final Pattern EQUAL =
      Pattern.compile("\\s*([^=!\\s]+)\\s*(!=|==|=)\\s*([^=!\\s]*)\\s*");
  private static final Pattern EXISTS = Pattern.compile("\\s*(!?)\\s*([\\w./-]+)\\s*");

  private Selectors() {}

  /** {@code app=api,tier!=db,track in (a,b),!canary}; null or "" matches all. */
  public static Predicate<JsonNode> labels(String text) {
    Predicate<JsonNode> all = o -> true;
    if (text == null || text.isBlank()) {
      return all;
    }
    // commas inside parentheses belong to a set
    for (String part : text.split(",(?![^(]*\\))")) {
      all = all.and(label(part));
    }
    return all;
  }

  private static Predicate<JsonNode> label(String part) {
    Matcher set = SET.matcher(part);
    if (set.matches()) {
      List<String> values = Arrays.stream(set.group(3).split(",")).map(String::strip).toList();
      return requirement(set.group(1), set.group(2).equals("in") ? "In" : "NotIn", values);
    }
    Matcher equal = EQUAL.matcher(part);
    if (equal.matches()) {
      String operator = equal.group(2).equals("!=") ? "NotIn" : "In";
      return requirement(equal.group(1), operator, List.of(equal.group(3)));
    }
    Matcher exists = EXISTS.matcher(part);
    if (exists.matches()) {
      String operator = exists.group(1).isEmpty() ? "Exists" : "DoesNotExist";
      return requirement(exists.group(2), operator, List.of());
    }
    throw ApiFailure.badRequest("unable to parse requirement: " + part);
  }

  private static Predicate<JsonNode> requirement(String key, String operator, List<String> values) {
    return object -> {
      JsonNode value = Json.at(object, "metadata", "labels", key);
      return switch (operator) {
        case "In" -> value.isTextual() && values.contains(value.asText());
        case "NotIn" -> !value.isTextual() || !values.contains(value.asText());
        case "Exists" -> value.isTextual();
        case "DoesNotExist" -> !value.isTextual();
        default -> false;
      };
    };
  }

  /** A LabelSelector object; an empty one matches all, a missing one nothing. */
  public static Predicate<JsonNode> selector(JsonNode selector) {
    if (!selector.isObject()) {
      return o -> false;
    }
    Predicate<JsonNode> all = matching(Json.texts(selector.path("matchLabels")));
    for (JsonNode e : selector.path("matchExpressions")) {
      all =
          all.and(
              requirement(
                  Json.text(e, "key"), Json.text(e, "operator"), Json.strings(e.path("values"))));
    }
    return all;
  }

  public static Predicate<JsonNode> matching(Map<String, String> labels) {
    return object -> {
      JsonNode has = Json.at(object, "metadata", "labels");
      return labels.entrySet().stream()
          .allMatch(e -> has.has(e.getKey()) && Json.text(has, e.getKey()).equals(e.getValue()));
    };
  }

  /** {@code metadata.name=x,status.phase!=Running}: fields that the API server can select by. */
  public static Predicate<JsonNode> fields(ResourceType type, String text) {
    Predicate<JsonNode> all = o -> true;
    if (text == null || text.isBlank()) {
      return all;
    }
    for (String part : text.split(",")) {
      Matcher m = EQUAL.matcher(part);
      if (!m.matches()) {
        throw ApiFailure.badRequest("invalid field selector: " + part);
      }
      String field = m.group(1);
      if (!supported(type).contains(field)) {
        throw ApiFailure.badRequest("field label not supported: " + field);
      }
      String[] path = field.split("\\.");
      boolean negative = m.group(2).equals("!=");
      all = all.and(o -> Json.text(o, path).equals(m.group(3)) != negative);
    }
    return all;
  }

  private static Set<String> supported(ResourceType type) {
    List<String> fields = new ArrayList<>(List.of("metadata.name", "metadata.namespace"));
    switch (type.id()) {
      case "pods" ->
          fields.addAll(
              List.of("spec.nodeName", "spec.restartPolicy", "status.phase", "status.podIP"));
      case "events" ->
          fields.addAll(
              List.of(
                  "involvedObject.kind",
                  "involvedObject.namespace",
                  "involvedObject.name",
                  "involvedObject.uid",
                  "involvedObject.fieldPath",
                  "reason",
                  "type",
                  "source"));
      case "namespaces" -> fields.add("status.phase");
      case "secrets" -> fields.add("type");
      case "jobs.batch" -> fields.add("status.successful");
      default -> {}
    }
    return Set.copyOf(fields);
  }
}
