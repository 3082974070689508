package io.jenkins.plugins.paas.delivery.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reduces captured answers of a running Gate, and its OpenAPI document, to facts: statuses, content
 * types, names and types. No value and no sentence is kept. Run by hand: captured directory,
 * OpenAPI file, output directory.
 */
public final class ContractReduction {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final List<String> WANTED =
      List.of(
          "/pipelines",
          "/executions",
          "/applications",
          "/tasks",
          "/auth/user",
          "/health",
          "/webhooks");

  private ContractReduction() {}

  public static void main(String[] args) throws IOException {
    Map<String, Object> shapes = new TreeMap<>();
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      for (Path file : files.sorted().toList()) {
        JsonNode captured = JSON.readTree(file.toFile());
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("status", captured.path("status").asInt());
        shape.put("contentType", contentType(captured.path("headers")));
        shape.put("body", JsonShape.of(captured.path("body")));
        shapes.put(file.getFileName().toString().replace(".json", ""), shape);
      }
    }
    Path out = Path.of(args[2]);
    Files.writeString(out.resolve("answers.json"), JSON.writeValueAsString(shapes) + "\n");
    Files.writeString(
        out.resolve("requests.txt"), String.join("\n", requests(Path.of(args[1]))) + "\n");
  }

  private static String contentType(JsonNode headers) {
    return headers.path("Content-Type").asText("").replaceFirst(";.*", "");
  }

  private static List<String> requests(Path openApi) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path :
        JSON.readTree(openApi.toFile()).path("paths").properties()) {
      if (WANTED.stream().noneMatch(path.getKey()::startsWith)) {
        continue;
      }
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : operation.getValue().path("parameters")) {
          if (parameter.path("in").asText().equals("query")) {
            query.add(parameter.path("name").asText());
          }
        }
        List<String> codes = new ArrayList<>();
        operation.getValue().path("responses").fieldNames().forEachRemaining(codes::add);
        lines.add(
            operation.getKey().toUpperCase(java.util.Locale.ROOT)
                + " "
                + path.getKey()
                + " ?"
                + String.join(",", query)
                + " "
                + String.join(",", codes));
      }
    }
    return lines.stream().sorted().toList();
  }
}
