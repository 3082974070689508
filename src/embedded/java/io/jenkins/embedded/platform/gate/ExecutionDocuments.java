package io.jenkins.embedded.platform.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The JSON of executions, stages and tasks, in the shapes that a running Gate answers. */
final class ExecutionDocuments {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> OUTSIDE_CONTEXT =
      Set.of("refId", "requisiteStageRefIds", "type", "name");

  private ExecutionDocuments() {}

  static ObjectNode execution(
      String id, String type, String application, String user, JsonNode trigger) {
    ObjectNode e = NODES.objectNode();
    e.put("id", id);
    e.put("type", type);
    e.put("application", application);
    ObjectNode authentication = e.putObject("authentication");
    authentication.putArray("allowedAccounts");
    authentication.put("user", user);
    e.put("buildTime", System.currentTimeMillis());
    e.put("canceled", false);
    e.putObject("initialConfig");
    e.put("keepWaitingPipelines", false);
    e.put("limitConcurrent", false);
    e.put("maxConcurrentExecutions", 0);
    e.putArray("notifications");
    e.put("origin", "api");
    e.putArray("stages");
    e.put("status", "NOT_STARTED");
    e.putArray("systemNotifications");
    e.set("trigger", trigger(trigger, user));
    return e;
  }

  private static ObjectNode trigger(JsonNode given, String user) {
    ObjectNode t = given.deepCopy();
    for (String list :
        new String[] {
          "artifacts", "expectedArtifacts", "notifications", "resolvedExpectedArtifacts"
        }) {
      if (!t.path(list).isArray()) {
        t.putArray(list);
      }
    }
    for (JsonNode artifact : t.path("artifacts")) {
      complete((ObjectNode) artifact);
    }
    for (String flag : new String[] {"dryRun", "rebake", "strategy"}) {
      t.put(flag, t.path(flag).asBoolean(false));
    }
    if (!t.path("parameters").isObject()) {
      t.putObject("parameters");
    }
    t.put("type", t.path("type").asText("manual"));
    t.put("user", t.path("user").asText(user));
    return t;
  }

  static ObjectNode complete(ObjectNode artifact) {
    artifact.put("customKind", artifact.path("customKind").asBoolean(false));
    if (!artifact.path("metadata").isObject()) {
      artifact.putObject("metadata");
    }
    return artifact;
  }

  /** A stage that has not started, from its definition. */
  static ObjectNode stage(JsonNode definition) {
    String type = definition.path("type").asText("");
    ObjectNode s = NODES.objectNode();
    ObjectNode context = s.putObject("context");
    definition
        .properties()
        .forEach(
            e -> {
              if (!OUTSIDE_CONTEXT.contains(e.getKey())) {
                context.set(e.getKey(), e.getValue().deepCopy());
              }
            });
    s.put("id", Ulid.next());
    s.put("name", definition.path("name").asText(type));
    s.putObject("outputs");
    s.put("refId", definition.path("refId").asText());
    ArrayNode requisites = s.putArray("requisiteStageRefIds");
    definition.path("requisiteStageRefIds").forEach(r -> requisites.add(r.asText()));
    s.put("status", "NOT_STARTED");
    s.putArray("tasks");
    s.put("type", type);
    return s;
  }

  static ObjectNode task(String id, String name, long startTime) {
    ObjectNode t = NODES.objectNode();
    t.put("id", id);
    t.put("implementingClass", EmbeddedGate.class.getName());
    t.put("loopEnd", false);
    t.put("loopStart", false);
    t.put("name", name);
    t.put("stageEnd", true);
    t.put("stageStart", true);
    t.put("startTime", startTime);
    t.put("status", "RUNNING");
    t.putObject("taskExceptionDetails");
    return t;
  }

  static void end(ObjectNode node, String status, long time) {
    node.put("status", status);
    node.put("endTime", time);
  }

  /** What a failed stage keeps in its context. */
  static ObjectNode exception(String message) {
    ObjectNode exception = NODES.objectNode();
    ObjectNode details = exception.putObject("details");
    details.put("error", "Failed");
    details.putArray("errors").add(message);
    return exception;
  }

  /** The document without what {@code expand=false} takes away. */
  static ObjectNode unexpanded(ObjectNode execution) {
    ObjectNode copy = execution.deepCopy();
    for (JsonNode stage : copy.path("stages")) {
      ((ObjectNode) stage).putObject("context");
      ((ObjectNode) stage).putObject("outputs");
      ((ObjectNode) stage).putArray("tasks");
    }
    return copy;
  }
}
