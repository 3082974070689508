package io.jenkins.embedded.platform.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** What the stages that the stand-in knows do. Any other type fails and says so. */
final class StageBehaviours {

  private static final Map<String, String> TASKS =
      Map.of(
          "wait", "wait",
          "manualJudgment", "waitForJudgment",
          "pipeline", "monitorPipeline",
          "deployManifest", "waitForManifestToStabilize");

  private final ExecutionStore store;
  private final DeployManifest deploy;

  StageBehaviours(ExecutionStore store, KubernetesTarget kubernetes) {
    this.store = store;
    this.deploy = new DeployManifest(kubernetes);
  }

  /** Called with the run's lock held. */
  void started(ObjectNode stage, long now) {
    String task = TASKS.get(stage.path("type").asText());
    if (task != null) {
      stage.withArray("tasks").add(ExecutionDocuments.task("1", task, now));
    }
  }

  void tick(ExecutionRun run, ObjectNode stage) {
    if (run.isDry()) {
      run.endStage(stage, "SUCCEEDED");
      return;
    }
    try {
      switch (stage.path("type").asText()) {
        case "wait" -> wait(run, stage);
        case "manualJudgment" -> judgment(run, stage);
        case "checkPreconditions" -> preconditions(run, stage);
        case "pipeline" -> child(run, stage);
        case "deployManifest" -> deploy.tick(run, stage);
        default ->
            run.failStage(
                stage,
                "the stand-in has no stage of type '"
                    + stage.path("type").asText()
                    + "'; it has wait, manualJudgment, checkPreconditions, pipeline,"
                    + " deployManifest");
      }
    } catch (IllegalArgumentException e) {
      run.failStage(stage, e.getMessage());
    }
  }

  private static void wait(ExecutionRun run, ObjectNode stage) {
    double seconds = stage.path("context").path("waitTime").asDouble(30);
    if (System.currentTimeMillis() - stage.path("startTime").asLong() >= seconds * 1000) {
      run.endStage(stage, "SUCCEEDED");
    }
  }

  private static void judgment(ExecutionRun run, ObjectNode stage) {
    String verdict;
    synchronized (run) {
      verdict = stage.path("context").path("judgmentStatus").asText("");
    }
    if (verdict.equalsIgnoreCase("continue")) {
      run.endStage(stage, "SUCCEEDED");
    } else if (verdict.equalsIgnoreCase("stop")) {
      run.endStage(stage, "TERMINAL");
    }
  }

  private static void preconditions(ExecutionRun run, ObjectNode stage) {
    boolean all = true;
    int n = 0;
    for (JsonNode precondition : stage.path("context").path("preconditions")) {
      if (!precondition.path("type").asText().equals("expression")) {
        throw new IllegalArgumentException(
            "the stand-in checks preconditions of type expression only");
      }
      JsonNode expression = precondition.path("context").path("expression");
      String result = Expressions.evaluate(expression.asText(), run.document().path("trigger"));
      boolean holds = result.equals("true");
      all &= holds;
      long now = System.currentTimeMillis();
      ObjectNode definition = JsonNodeFactory.instance.objectNode();
      definition.put("type", "checkPreconditions");
      definition.put("name", "Check precondition (expression)");
      definition.put("refId", stage.path("refId").asText() + "<" + ++n);
      ObjectNode check = ExecutionDocuments.stage(definition);
      ObjectNode context = (ObjectNode) check.get("context");
      ObjectNode told = precondition.path("context").deepCopy();
      told.put("expressionResult", result);
      context.set("context", told);
      context.put("failPipeline", precondition.path("failPipeline").asBoolean(true));
      context.put("preconditionType", "expression");
      context.put("type", "checkPreconditions");
      check.put("parentStageId", stage.path("id").asText());
      check.put("syntheticStageOwner", "STAGE_BEFORE");
      check.put("startTime", now);
      ObjectNode task = ExecutionDocuments.task("1", "checkPrecondition", now);
      ExecutionDocuments.end(task, holds ? "SUCCEEDED" : "TERMINAL", now);
      check.withArray("tasks").add(task);
      ExecutionDocuments.end(check, holds ? "SUCCEEDED" : "TERMINAL", now);
      run.addStage(check);
    }
    run.endStage(stage, all ? "SUCCEEDED" : "TERMINAL");
  }

  private void child(ExecutionRun run, ObjectNode stage) {
    ObjectNode context = (ObjectNode) stage.get("context");
    String childId = context.path("executionId").asText("");
    if (childId.isEmpty()) {
      String wanted = context.path("pipeline").asText();
      Optional<ObjectNode> config =
          store.pipelines().find(context.path("application").asText(run.application()), wanted);
      if (config.isEmpty()) {
        throw new IllegalArgumentException("no pipeline " + wanted);
      }
      ObjectNode trigger = JsonNodeFactory.instance.objectNode().put("type", "pipeline");
      trigger.set("parameters", context.path("pipelineParameters").deepCopy());
      String id =
          store
              .trigger(
                  config.get(),
                  context.path("pipelineParameters").isObject()
                      ? trigger
                      : trigger.without("parameters"),
                  "jenkins",
                  run.document())
              .id();
      synchronized (run) {
        context.put("executionId", id);
        context.put("executionName", config.get().path("name").asText());
      }
      return;
    }
    ExecutionRun child =
        store.find(childId).orElseThrow(() -> new IllegalArgumentException("gone"));
    if (!child.isComplete()) {
      return;
    }
    String status = child.status();
    synchronized (run) {
      context.put("status", status);
      if (!status.equals("SUCCEEDED")) {
        ObjectNode exception = context.putObject("exception");
        exception.putObject("details").putArray("errors");
        for (JsonNode s : child.document().path("stages")) {
          if (s.path("status").asText().equals("TERMINAL")) {
            ObjectNode source = exception.putObject("source");
            source.put("executionId", childId);
            source.put("stageId", s.path("id").asText());
            source.put("stageIndex", 0);
            source.put("stageName", s.path("name").asText());
            break;
          }
        }
      }
    }
    run.endStage(stage, status.equals("SUCCEEDED") ? "SUCCEEDED" : "TERMINAL");
  }
}
