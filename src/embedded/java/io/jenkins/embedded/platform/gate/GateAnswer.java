package io.jenkins.embedded.platform.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What the stand-in answers. A {@code null} content type means no body. */
record GateAnswer(int status, String contentType, byte[] body) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

  static GateAnswer json(int status, JsonNode body) {
    return new GateAnswer(
        status, "application/json;charset=UTF-8", body.toString().getBytes(StandardCharsets.UTF_8));
  }

  static GateAnswer empty(int status) {
    return new GateAnswer(status, null, new byte[0]);
  }

  static GateAnswer html(int status, String title) {
    return new GateAnswer(
        status,
        "text/html;charset=utf-8",
        ("<!doctype html><html><head><title>" + title + "</title></head><body></body></html>")
            .getBytes(StandardCharsets.UTF_8));
  }

  /** An error in Spring's shape. */
  static GateAnswer error(int status, String exception, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("error", reason(status));
    body.put("exception", exception);
    body.put("message", message);
    body.put("status", status);
    body.put("timestamp", OffsetDateTime.now(ZoneOffset.UTC).format(TIME));
    return json(status, body);
  }

  /** An error of a service behind Gate: Gate nests its message. */
  static GateAnswer behind(int status, String method, String path, String message) {
    return error(
        status,
        "SpinnakerHttpException",
        "Status: "
            + status
            + ", Method: "
            + method
            + ", URL: http://orca.stand-in"
            + path
            + ", Message: "
            + message);
  }

  private static String reason(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 409 -> "Conflict";
      default -> "Internal Server Error";
    };
  }
}
