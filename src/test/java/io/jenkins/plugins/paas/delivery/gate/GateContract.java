package io.jenkins.plugins.paas.delivery.gate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The facts that {@link ContractReduction} keeps, and what is compared with them. */
final class GateContract {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Answered by Gate's security layer, which its OpenAPI document leaves out; captured. */
  private static final List<String> UNDOCUMENTED = List.of("GET /auth/user");

  private final JsonNode answers;
  private final List<String> requests;
  private int answersChecked;
  private int requestsChecked;

  GateContract() throws IOException {
    try (InputStream in = GateContract.class.getResourceAsStream("answers.json")) {
      answers = JSON.readTree(in);
    }
    try (InputStream in = GateContract.class.getResourceAsStream("requests.txt")) {
      requests = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  String report() {
    return "Gate contract: " + requestsChecked + " requests and " + answersChecked + " answers";
  }

  /**
   * Status, content type and body are those of a captured answer: every field that all captures of
   * this prefix have is there, no other field is, and all types are theirs.
   *
   * @param name of one capture, or a prefix of several that ends with a star
   */
  void checkAnswer(String name, HttpAnswer answer) throws IOException {
    List<JsonNode> captures = captures(name);
    JsonNode one = captures.get(0);
    String type = answer.header("Content-Type").orElse("").replaceFirst(";.*", "");
    assertEquals(name + " status", one.path("status").asInt(), answer.status());
    assertEquals(name + " content type", one.path("contentType").asText(), type);
    answersChecked++;
    if (type.equals("application/json")) {
      checkBody(name, answer.json());
    } else {
      assertEquals(name + " has a body", type.isEmpty(), answer.isEmpty());
    }
  }

  void checkBody(String name, JsonNode body) {
    List<JsonNode> captures = captures(name);
    Set<String> required = null;
    Map<String, String> known = new TreeMap<>();
    for (JsonNode capture : captures) {
      Set<String> names = new TreeSet<>();
      for (Map.Entry<String, JsonNode> e : capture.path("body").properties()) {
        names.add(e.getKey());
        known.merge(e.getKey(), e.getValue().asText(), (a, b) -> a.equals(b) ? a : a + "|" + b);
      }
      if (required == null) {
        required = names;
      } else {
        required.retainAll(names);
      }
    }
    Set<String> present = JsonShape.of(body).keySet();
    List<String> missing =
        required.stream()
            // what is in a list, and which evaluator, depends on the pipeline's definition
            .filter(path -> !path.contains("[") && !path.equals("spelEvaluator"))
            .filter(path -> !present.contains(path))
            .toList();
    assertEquals(name + " lacks", List.of(), missing);
    assertEquals(name + " differs", List.of(), JsonShape.strangers(body, known));
  }

  /** Method, path and query parameters are those of the API. */
  void checkRequest(String method, String pathAndQuery) {
    String[] parts = pathAndQuery.split("\\?", 2);
    List<String> query = new ArrayList<>();
    if (parts.length == 2) {
      Arrays.stream(parts[1].split("&")).forEach(p -> query.add(p.replaceFirst("=.*", "")));
    }
    boolean known =
        UNDOCUMENTED.contains(method + " " + parts[0])
            || requests.stream()
                .map(line -> line.split(" "))
                .anyMatch(
                    r ->
                        r[0].equals(method)
                            && Pattern.matches(r[1].replaceAll("\\{[^}]*}", "[^/]+"), parts[0])
                            && Arrays.asList(r[2].substring(1).split(",")).containsAll(query));
    assertTrue("the API has no " + method + " " + pathAndQuery, known);
    requestsChecked++;
  }

  private List<JsonNode> captures(String name) {
    List<JsonNode> found = new ArrayList<>();
    answers
        .properties()
        .forEach(
            e -> {
              boolean prefix =
                  name.endsWith("*") && e.getKey().startsWith(name.substring(0, name.length() - 1));
              if (prefix
                      && e.getValue().path("status").asInt() == 200
                      && !e.getKey().contains("unexpanded")
                  || e.getKey().equals(name)) {
                found.add(e.getValue());
              }
            });
    assertTrue("no captured answer " + name, !found.isEmpty());
    return found;
  }
}
