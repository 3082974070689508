package io.jenkins.embedded.platform.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Operations on applications. They are done at once, so a task has ended when it can be read. */
final class TaskStore {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final PipelineStore pipelines;
  private final Map<String, ObjectNode> tasks = new ConcurrentHashMap<>();

  TaskStore(PipelineStore pipelines) {
    this.pipelines = pipelines;
  }

  GateAnswer submit(JsonNode body, String user) {
    if (!body.hasNonNull("description") || !body.path("job").isArray()) {
      return GateAnswer.behind(500, "POST", "/ops", "description and job are needed");
    }
    JsonNode job = body.path("job").path(0);
    String failure = run(job, user);
    String id = Ulid.next();
    tasks.put(id, task(id, body, job, user, failure));
    return GateAnswer.json(200, NODES.objectNode().put("ref", "/tasks/" + id));
  }

  GateAnswer get(String id) {
    ObjectNode task = tasks.get(id);
    return task == null
        ? GateAnswer.behind(404, "GET", "/tasks/" + id, "no task " + id)
        : GateAnswer.json(200, task);
  }

  /** Does it; what went wrong, or {@code null}. */
  private String run(JsonNode job, String user) {
    JsonNode application = job.path("application");
    switch (job.path("type").asText("")) {
      case "createApplication", "updateApplication" -> {
        if (application.path("email").asText("").isEmpty()) {
          return "an application needs an email";
        }
        pipelines.application(application, user);
        return null;
      }
      case "deleteApplication" -> {
        pipelines.deleteApplication(application.path("name").asText());
        return null;
      }
      default -> {
        return "the stand-in has no task of type " + job.path("type").asText();
      }
    }
  }

  private static ObjectNode task(
      String id, JsonNode body, JsonNode job, String user, String failure) {
    long now = System.currentTimeMillis();
    String status = failure == null ? "SUCCEEDED" : "TERMINAL";
    String type = job.path("type").asText();
    ObjectNode stage =
        ExecutionDocuments.stage(NODES.objectNode().put("type", type).put("refId", "0"));
    ObjectNode context = (ObjectNode) stage.get("context");
    context.set("application", job.path("application").deepCopy());
    ObjectNode step = ExecutionDocuments.task("1", type, now);
    ExecutionDocuments.end(step, status, now);
    if (failure != null) {
      ObjectNode exception = ExecutionDocuments.exception(failure);
      context.set("exception", exception);
      ((ObjectNode) step.get("taskExceptionDetails")).set("exception", exception.deepCopy());
    }
    stage.withArray("tasks").add(step);
    stage.put("startTime", now);
    ExecutionDocuments.end(stage, status, now);

    ObjectNode execution =
        ExecutionDocuments.execution(
            id, "ORCHESTRATION", body.path("application").asText(), user, NODES.objectNode());
    execution.put("description", body.path("description").asText());
    execution.withArray("stages").add(stage);
    execution.put("startTime", now);
    ExecutionDocuments.end(execution, status, now);

    ObjectNode task = NODES.objectNode();
    task.put("id", id);
    task.put("name", body.path("description").asText());
    task.put("application", body.path("application").asText());
    task.put("status", status);
    task.put("buildTime", now);
    task.put("startTime", now);
    task.put("endTime", now);
    task.withArray("steps").add(step.deepCopy());
    context
        .properties()
        .forEach(
            e ->
                task.withArray("variables")
                    .addObject()
                    .put("key", e.getKey())
                    .set("value", e.getValue().deepCopy()));
    task.set("execution", execution);
    return task;
  }
}
