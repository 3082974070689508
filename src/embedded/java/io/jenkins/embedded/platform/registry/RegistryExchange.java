package io.jenkins.embedded.platform.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One request with the forms of answer that a registry gives. */
final class RegistryExchange {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpExchange http;
  private final Map<String, String> query = new LinkedHashMap<>();

  RegistryExchange(HttpExchange http) {
    this.http = http;
    String raw = http.getRequestURI().getRawQuery();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
  }

  String method() {
    return http.getRequestMethod();
  }

  String path() {
    return http.getRequestURI().getPath();
  }

  /** A query parameter, or {@code null}. */
  String query(String name) {
    return query.get(name);
  }

  /** A request header, or {@code null}. */
  String header(String name) {
    return http.getRequestHeaders().getFirst(name);
  }

  InputStream body() {
    return http.getRequestBody();
  }

  RegistryExchange with(String header, String value) {
    http.getResponseHeaders().set(header, value);
    return this;
  }

  void empty(int status) throws IOException {
    http.sendResponseHeaders(status, -1);
  }

  void json(int status, Object value) throws IOException {
    content(status, "application/json", JSON.writeValueAsBytes(value));
  }

  void error(RegistryError error) throws IOException {
    json(
        error.status(),
        Map.of("errors", List.of(Map.of("code", error.code(), "message", error.getMessage()))));
  }

  void content(int status, String type, byte[] bytes) throws IOException {
    stream(status, type, bytes.length, out -> out.write(bytes));
  }

  /** Answers with a body of known length; a HEAD gets the headers alone. */
  void stream(int status, String type, long length, Body body) throws IOException {
    with("Content-Type", type);
    if (method().equals("HEAD")) {
      with("Content-Length", Long.toString(length)).empty(status);
      return;
    }
    http.sendResponseHeaders(status, length == 0 ? -1 : length);
    try (OutputStream out = http.getResponseBody()) {
      body.writeTo(out);
    }
  }

  /** Writes a body. */
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }
}
