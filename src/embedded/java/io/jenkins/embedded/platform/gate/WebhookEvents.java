package io.jenkins.embedded.platform.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Events, and the pipelines that listen for them. Nobody is told that none did. */
final class WebhookEvents {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final PipelineStore pipelines;
  private final ExecutionStore executions;

  WebhookEvents(PipelineStore pipelines, ExecutionStore executions) {
    this.pipelines = pipelines;
    this.executions = executions;
  }

  /**
   * Starts whatever listens.
   *
   * @param user {@code null} for nobody in particular: webhooks need no login
   */
  ObjectNode receive(String source, ObjectNode payload, String user) {
    String eventId = UUID.randomUUID().toString();
    for (ObjectNode config : pipelines.all()) {
      for (JsonNode listener : config.path("triggers")) {
        if (!config.path("disabled").asBoolean(false) && listens(listener, source, payload)) {
          start(config, listener, eventId, payload, user == null ? "anonymous" : user);
        }
      }
    }
    return NODES.objectNode().put("eventId", eventId).put("eventProcessed", true);
  }

  private static boolean listens(JsonNode listener, String source, ObjectNode payload) {
    if (!listener.path("type").asText().equals("webhook")
        || !listener.path("enabled").asBoolean(false)
        || !listener.path("source").asText().equals(source)) {
      return false;
    }
    for (Map.Entry<String, JsonNode> e : listener.path("payloadConstraints").properties()) {
      if (!matches(e.getValue().asText(), payload.path(e.getKey()).asText(""))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(String pattern, String text) {
    try {
      return Pattern.matches(pattern, text);
    } catch (PatternSyntaxException e) {
      return pattern.equals(text);
    }
  }

  private void start(
      ObjectNode config, JsonNode listener, String eventId, ObjectNode payload, String user) {
    for (JsonNode parameter : config.path("parameterConfig")) {
      if (parameter.path("required").asBoolean()
          && parameter.path("default").asText("").isEmpty()
          && !payload.path("parameters").hasNonNull(parameter.path("name").asText())) {
        return; // Echo drops such an event without a word
      }
    }
    ObjectNode trigger = NODES.objectNode();
    trigger.put("type", "webhook");
    trigger.put("enabled", true);
    trigger.put("eventId", eventId);
    trigger.put("id", UUID.randomUUID().toString());
    trigger.put("preferred", false);
    trigger.put("source", listener.path("source").asText());
    trigger.put("user", user);
    trigger.set("payload", payload.deepCopy());
    for (String picked : new String[] {"parameters", "artifacts"}) {
      if (payload.has(picked)) {
        trigger.set(picked, payload.get(picked).deepCopy());
      }
    }
    if (listener.has("expectedArtifactIds")) {
      trigger.set("expectedArtifactIds", listener.get("expectedArtifactIds").deepCopy());
    }
    executions.trigger(config, trigger, user, null);
  }
}
