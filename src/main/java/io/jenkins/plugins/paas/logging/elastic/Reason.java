package io.jenkins.plugins.paas.logging.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpFailure;

/** Finds the words for people in an error body. */
final class Reason {

  private static final int MAX = 500;

  private Reason() {}

  /** The same of an answer, which may be a page of a proxy as well. */
  static String of(HttpAnswer answer) {
    try {
      return of(answer.json());
    } catch (HttpFailure e) {
      return "HTTP " + answer.status() + " without JSON, perhaps of a proxy in between";
    }
  }

  /** The reason and its causes, from outside to inside: {@code failed to parse: no such date}. */
  static String of(JsonNode body) {
    JsonNode error = body.has("error") ? body.get("error") : body;
    if (error.isTextual()) {
      return error.asText();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode at = error; at.has("reason") && text.length() < MAX; at = at.path("caused_by")) {
      String reason = at.path("reason").asText();
      if (text.indexOf(reason) < 0) {
        text.append(text.length() == 0 ? "" : ": ").append(reason);
      }
    }
    String processor = error.path("processor_type").asText("");
    if (!processor.isEmpty()) {
      text.append(" (processor ").append(processor);
      String property = error.path("property_name").asText("");
      text.append(property.isEmpty() ? ")" : ", property " + property + ")");
    }
    String words = text.length() == 0 ? error.toString() : text.toString();
    return words.length() > MAX ? words.substring(0, MAX) + "…" : words;
  }
}
