package io.jenkins.embedded.platform.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Requests about executions. */
final class ExecutionRoutes {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final PipelineStore pipelines;
  private final ExecutionStore executions;

  ExecutionRoutes(PipelineStore pipelines, ExecutionStore executions) {
    this.pipelines = pipelines;
    this.executions = executions;
  }

  Optional<GateAnswer> answer(GateRequest r, JsonNode body) {
    if (r.is("POST", "pipelines", "*", "*")) {
      return Optional.of(trigger(r, body));
    }
    if (r.is("GET", "executions")) {
      return Optional.of(batch(r));
    }
    if (r.is("GET", "applications", "*", "executions", "search")) {
      return Optional.of(search(r));
    }
    if (r.is("GET", "applications", "*", "pipelines")) {
      return Optional.of(
          list(executions.ofApplication(r.segment(1)), r.query("expand", "true").equals("true")));
    }
    if (r.path().size() < 2 || !r.segment(0).equals("pipelines")) {
      return Optional.empty();
    }
    Optional<ExecutionRun> run = executions.find(r.segment(1));
    if (r.is("GET", "pipelines", "*")) {
      return Optional.of(
          run.map(x -> GateAnswer.json(200, x.document()))
              .orElseGet(
                  () ->
                      GateAnswer.error(404, "NotFoundException", "no execution " + r.segment(1))));
    }
    boolean control =
        r.is("PUT", "pipelines", "*", "cancel")
            || r.is("PUT", "pipelines", "*", "pause")
            || r.is("PUT", "pipelines", "*", "resume")
            || r.is("DELETE", "pipelines", "*")
            || r.is("PATCH", "pipelines", "*", "stages", "*");
    if (!control) {
      return Optional.empty();
    }
    if (run.isEmpty()) {
      return Optional.of(
          GateAnswer.behind(
              404, r.method(), "/" + String.join("/", r.path()), "no execution " + r.segment(1)));
    }
    return Optional.of(control(r, run.get(), body));
  }

  private GateAnswer control(GateRequest r, ExecutionRun run, JsonNode body) {
    if (r.method().equals("PATCH")) {
      return run.patch(r.segment(3), body, r.user())
          ? GateAnswer.json(200, run.document())
          : GateAnswer.error(
              500, "SpinnakerConversionException", "the answer of the service behind it is empty");
    }
    if (r.method().equals("DELETE")) {
      return executions.delete(run)
          ? GateAnswer.empty(200)
          : GateAnswer.behind(409, "DELETE", "/pipelines/" + run.id(), "it is running");
    }
    switch (r.segment(2)) {
      case "cancel" -> run.cancel(r.user(), r.query("reason", null));
      case "pause" -> run.pause(r.user());
      default -> run.resume(r.user());
    }
    return GateAnswer.empty(200);
  }

  private GateAnswer trigger(GateRequest r, JsonNode body) {
    Optional<ObjectNode> config = pipelines.find(r.segment(1), r.segment(2));
    if (config.isEmpty()) {
      return GateAnswer.behind(
          404, "GET", "/pipelines/" + r.segment(2) + "/get", "no pipeline " + r.segment(2));
    }
    for (JsonNode parameter : config.get().path("parameterConfig")) {
      String name = parameter.path("name").asText();
      if (parameter.path("required").asBoolean()
          && parameter.path("default").asText("").isEmpty()
          && !body.path("parameters").hasNonNull(name)) {
        return GateAnswer.error(
            400, "IllegalArgumentException", "required parameter " + name + " has no value");
      }
    }
    ExecutionStore.Started started = executions.trigger(config.get(), body, r.user(), null);
    return started.refusal() == null
        ? GateAnswer.json(202, NODES.objectNode().put("ref", "/pipelines/" + started.id()))
        : GateAnswer.behind(400, "POST", "/orchestrate", started.refusal());
  }

  private GateAnswer batch(GateRequest r) {
    String ids = r.query("executionIds", "");
    String configs = r.query("pipelineConfigIds", "");
    if (!ids.isEmpty() && !configs.isEmpty()) {
      return GateAnswer.error(400, "IllegalArgumentException", "either executions or pipelines");
    }
    boolean expand = r.query("expand", "true").equals("true");
    List<ExecutionRun> found =
        ids.isEmpty()
            ? executions.ofConfigs(Arrays.asList(configs.split(",")))
            : Arrays.stream(ids.split(","))
                .map(executions::find)
                .flatMap(Optional::stream)
                .toList();
    return list(found, expand);
  }

  private GateAnswer search(GateRequest r) {
    int size;
    try {
      size = Integer.parseInt(r.query("size", "10"));
    } catch (NumberFormatException e) {
      size = 0;
    }
    if (size <= 0) {
      return GateAnswer.error(400, "IllegalArgumentException", "size is at least 1");
    }
    String wanted = r.query("statuses", "");
    List<String> statuses = wanted.isEmpty() ? List.of() : List.of(wanted.split(","));
    return list(
        executions
            .search(r.segment(1), r.query("pipelineName", null), r.query("trigger", null))
            .stream()
            .filter(x -> isOf(r, x.trigger()))
            .filter(x -> statuses.isEmpty() || statuses.contains(x.status()))
            .limit(size)
            .toList(),
        r.query("expand", "false").equals("true"));
  }

  private static boolean isOf(GateRequest r, JsonNode trigger) {
    String types = r.query("triggerTypes", "");
    String event = r.query("eventId", "");
    return (types.isEmpty() || List.of(types.split(",")).contains(trigger.path("type").asText()))
        && (event.isEmpty() || event.equals(trigger.path("eventId").asText()));
  }

  private static GateAnswer list(List<ExecutionRun> runs, boolean expand) {
    ArrayNode array = NODES.arrayNode();
    for (ExecutionRun run : runs) {
      array.add(expand ? run.document() : ExecutionDocuments.unexpanded(run.document()));
    }
    return GateAnswer.json(200, array);
  }
}
