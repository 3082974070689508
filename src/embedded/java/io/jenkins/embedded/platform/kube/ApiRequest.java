package io.jenkins.embedded.platform.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import io.jenkins.embedded.platform.kube.admission.WriteOptions;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** One HTTP request: method, path, decoded query, body. */
final class ApiRequest {
  private static final int MAX_BODY = 3 * 1024 * 1024;

  private final HttpExchange exchange;
  private final Map<String, String> query = new HashMap<>();

  ApiRequest(HttpExchange exchange) {
    this.exchange = exchange;
    String raw = exchange.getRequestURI().getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&")) {
        int equals = pair.indexOf('=');
        String key = equals < 0 ? pair : pair.substring(0, equals);
        query.put(decode(key), equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  HttpExchange exchange() {
    return exchange;
  }

  String method() {
    return exchange.getRequestMethod();
  }

  String path() {
    return exchange.getRequestURI().getPath();
  }

  /** The parameter's value or null. */
  String query(String name) {
    return query.get(name);
  }

  boolean flag(String name) {
    String value = query.get(name);
    return value != null && !value.equals("false") && !value.equals("0");
  }

  long number(String name, long absent) {
    String value = query.get(name);
    if (value == null || value.isEmpty()) {
      return absent;
    }
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw ApiFailure.badRequest("invalid value for " + name + ": " + value);
    }
  }

  String header(String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  String contentType() {
    return header("Content-Type").split(";")[0].strip();
  }

  JsonNode body() throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw new ApiFailure(413, "RequestEntityTooLarge", "limit is " + MAX_BODY);
    }
    if (contentType().contains("protobuf")) {
      throw new ApiFailure(
          415, "UnsupportedMediaType", "this stand-in reads JSON and YAML, not protobuf");
    }
    String text = new String(bytes, StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      return Json.object();
    }
    try {
      JsonNode body =
          text.startsWith("{") || text.startsWith("[")
              ? Json.MAPPER.readTree(text)
              : new YAMLMapper().readTree(text);
      return body;
    } catch (JsonProcessingException e) {
      throw ApiFailure.badRequest(
          "error decoding the body: "
              + e.getOriginalMessage()
              + " in line "
              + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()));
    }
  }

  ObjectNode objectBody() throws IOException {
    if (body() instanceof ObjectNode object && !object.isEmpty()) {
      return object;
    }
    throw ApiFailure.badRequest("the body is not an object");
  }

  /** Without a stated manager it is the user agent up to its first slash, as in an API server. */
  WriteOptions writeOptions() {
    String manager = query("fieldManager");
    if (manager == null || manager.isEmpty()) {
      if (contentType().equals("application/apply-patch+yaml")) {
        throw new ApiFailure(
            422,
            "Invalid",
            "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required"
                + " for apply patch");
      }
      String agent = header("User-Agent").split("/")[0];
      manager = agent.isEmpty() ? "unknown" : agent;
    }
    String dryRun = query("dryRun");
    if (dryRun != null && !dryRun.isEmpty() && !dryRun.equals("All")) {
      throw ApiFailure.badRequest("dryRun: Unsupported value: \"" + dryRun + "\"");
    }
    return new WriteOptions(manager, "All".equals(dryRun), flag("force"));
  }
}
