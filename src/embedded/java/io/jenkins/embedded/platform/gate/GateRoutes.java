package io.jenkins.embedded.platform.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Which request means what. */
final class GateRoutes {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final PipelineStore pipelines;
  private final ExecutionRoutes executions;
  private final TaskStore tasks;
  private final WebhookEvents webhooks;

  GateRoutes(PipelineStore pipelines, ExecutionStore executions) {
    this.pipelines = pipelines;
    this.executions = new ExecutionRoutes(pipelines, executions);
    this.tasks = new TaskStore(pipelines);
    this.webhooks = new WebhookEvents(pipelines, executions);
  }

  static boolean isOpen(String path) {
    return path.equals("/health")
        || path.equals("/auth/user")
        || path.equals("/login")
        || path.startsWith("/webhooks/");
  }

  GateAnswer answer(GateRequest r) {
    Optional<JsonNode> body = r.json();
    if (body.isEmpty()) {
      return GateAnswer.empty(400);
    }
    if (r.is("GET", "login")) {
      return GateAnswer.html(200, "Sign in");
    }
    if (r.is("GET", "health")) {
      return GateAnswer.json(200, NODES.objectNode().put("status", "UP"));
    }
    if (r.is("GET", "version")) {
      return GateAnswer.json(200, NODES.objectNode().put("version", "Unknown"));
    }
    if (r.is("GET", "auth", "user")) {
      return r.user() == null ? GateAnswer.empty(200) : GateAnswer.json(200, user(r.user()));
    }
    if (r.is("POST", "webhooks", "webhook", "*")) {
      return body.get().isObject()
          ? GateAnswer.json(200, webhooks.receive(r.segment(2), (ObjectNode) body.get(), r.user()))
          : GateAnswer.empty(400);
    }
    if (r.is("POST", "tasks")) {
      return tasks.submit(body.get(), r.user());
    }
    if (r.is("GET", "tasks", "*")) {
      return tasks.get(r.segment(1));
    }
    return applications(r)
        .or(() -> definitions(r, body.get()))
        .or(() -> executions.answer(r, body.get()))
        .orElseGet(() -> noRoute(r));
  }

  private Optional<GateAnswer> applications(GateRequest r) {
    if (r.is("GET", "applications")) {
      return Optional.of(GateAnswer.json(200, pipelines.applications()));
    }
    if (r.is("GET", "applications", "*")) {
      return Optional.of(
          pipelines
              .applicationView(r.segment(1))
              .map(a -> GateAnswer.json(200, a))
              .orElseGet(
                  () ->
                      GateAnswer.error(
                          404, "NotFoundException", "no application " + r.segment(1))));
    }
    if (r.is("GET", "applications", "*", "pipelineConfigs")) {
      return Optional.of(GateAnswer.json(200, pipelines.list(r.segment(1))));
    }
    if (r.is("GET", "applications", "*", "pipelineConfigs", "*")) {
      return Optional.of(
          pipelines
              .find(r.segment(1), r.segment(3))
              .map(c -> GateAnswer.json(200, c))
              .orElseGet(
                  () -> GateAnswer.error(404, "NotFoundException", "no pipeline " + r.segment(3))));
    }
    return Optional.empty();
  }

  private Optional<GateAnswer> definitions(GateRequest r, JsonNode body) {
    if (r.is("POST", "pipelines")) {
      Optional<String> refusal = pipelines.refusal(body);
      if (refusal.isEmpty()) {
        pipelines.put(body);
      }
      return Optional.of(
          refusal
              .map(
                  text ->
                      GateAnswer.error(
                          400,
                          "PipelineException",
                          "Status: 400, URL: http://front50.stand-in/pipelines, Message: " + text))
              .orElseGet(() -> GateAnswer.empty(200)));
    }
    if (r.is("PUT", "pipelines", "*")) {
      return Optional.of(
          GateAnswer.json(
              200, pipelines.put(((ObjectNode) body.deepCopy()).put("id", r.segment(1)))));
    }
    if (r.is("GET", "v2", "pipelineTemplates", "*")) {
      return Optional.of(
          pipelines
              .template(r.segment(2))
              .map(t -> GateAnswer.json(200, t))
              .orElseGet(
                  () -> GateAnswer.error(404, "NotFoundException", "no template " + r.segment(2))));
    }
    if (r.is("DELETE", "pipelines", "*", "*")) {
      pipelines.delete(r.segment(1), r.segment(2));
      return Optional.of(GateAnswer.empty(200));
    }
    return Optional.empty();
  }

  private static GateAnswer noRoute(GateRequest r) {
    ObjectNode body = NODES.objectNode();
    body.put("error", "Not Found");
    body.put("message", "the stand-in has no " + r.method() + " /" + String.join("/", r.path()));
    body.put("status", 404);
    return GateAnswer.json(404, body);
  }

  private static ObjectNode user(String name) {
    ObjectNode user = NODES.objectNode();
    user.put("accountNonExpired", true);
    user.put("accountNonLocked", true);
    user.putArray("allowedAccounts");
    user.putArray("authorities").addObject().put("authority", "USER");
    user.put("credentialsNonExpired", true);
    user.put("email", name);
    user.put("enabled", true);
    user.putNull("firstName");
    user.putNull("lastName");
    user.putArray("roles").add("USER");
    user.put("username", name);
    return user;
  }
}
