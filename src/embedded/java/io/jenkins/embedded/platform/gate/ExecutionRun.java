package io.jenkins.embedded.platform.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * One execution: its document, and what moves it on a little each tick. Ticks of one run never
 * overlap; the document is guarded by this object.
 */
final class ExecutionRun {

  private static final Set<String> DONE = Set.of("SUCCEEDED", "FAILED_CONTINUE", "SKIPPED");
  private static final Set<String> COMPLETE = Set.of("SUCCEEDED", "TERMINAL", "CANCELED");

  private final ObjectNode document;
  private final ExecutionStore store;
  private final StageBehaviours behaviours;
  private final String id = Ulid.next();
  private final String application;
  private final String name;
  private final String configId;
  private final String correlationId;
  private final JsonNode trigger;
  private final boolean dry;
  private final boolean limited;
  private final boolean keepsWaiting;
  private Future<?> ticking;

  ExecutionRun(
      ObjectNode config,
      ObjectNode trigger,
      String user,
      ExecutionStore store,
      StageBehaviours behaviours) {
    this.store = store;
    this.behaviours = behaviours;
    application = config.path("application").asText();
    name = config.path("name").asText();
    configId = config.path("id").asText();
    correlationId = trigger.path("correlationId").asText("");
    dry = trigger.path("dryRun").asBoolean(false);
    limited = config.path("limitConcurrent").asBoolean(false);
    keepsWaiting = config.path("keepWaitingPipelines").asBoolean(false);
    document = ExecutionDocuments.execution(id, "PIPELINE", application, user, trigger);
    this.trigger = document.path("trigger");
    document.put("name", name);
    document.put("pipelineConfigId", configId);
    document.put("keepWaitingPipelines", keepsWaiting);
    document.put("limitConcurrent", limited);
    config
        .path("stages")
        .forEach(s -> document.withArray("stages").add(ExecutionDocuments.stage(s)));
  }

  synchronized void ticking(Future<?> future) {
    ticking = future;
  }

  synchronized ObjectNode document() {
    return document.deepCopy();
  }

  /** What started it; never changed. */
  JsonNode trigger() {
    return trigger;
  }

  String id() {
    return id;
  }

  String application() {
    return application;
  }

  String name() {
    return name;
  }

  String configId() {
    return configId;
  }

  String correlationId() {
    return correlationId;
  }

  /** Whether its stages only pretend. */
  boolean isDry() {
    return dry;
  }

  boolean isLimited() {
    return limited;
  }

  boolean keepsWaiting() {
    return keepsWaiting;
  }

  synchronized String status() {
    return document.path("status").asText();
  }

  boolean isComplete() {
    return COMPLETE.contains(status());
  }

  boolean isQueued() {
    return status().equals("NOT_STARTED");
  }

  /** Ends before it began, as a trigger that is not valid does. */
  synchronized void refuse(String reason) {
    document.put("status", "TERMINAL");
    document.put("canceled", true);
    document.put("cancellationReason", "Failed on startup: " + reason);
  }

  /** Takes effect with the next tick; an ended run keeps its status and is marked all the same. */
  synchronized void cancel(String user, String reason) {
    document.put("canceled", true);
    document.put("canceledBy", user);
    if (reason != null) {
      document.put("cancellationReason", reason);
    }
  }

  synchronized void pause(String user) {
    if (status().equals("RUNNING")) {
      document.put("status", "PAUSED");
      ObjectNode paused = document.putObject("paused");
      paused.put("pauseTime", System.currentTimeMillis());
      paused.put("paused", true);
      paused.put("pausedBy", user);
      paused.put("pausedMs", 0);
    }
  }

  synchronized void resume(String user) {
    if (status().equals("PAUSED")) {
      document.put("status", "RUNNING");
      ObjectNode paused = (ObjectNode) document.get("paused");
      long now = System.currentTimeMillis();
      paused.put("paused", false);
      paused.put("pausedMs", now - paused.path("pauseTime").asLong());
      paused.put("resumeTime", now);
      paused.put("resumedBy", user);
    }
  }

  /** Merges into a stage's context; false when there is no such stage. */
  synchronized boolean patch(String stageId, JsonNode keys, String user) {
    for (ObjectNode stage : stages()) {
      if (stage.path("id").asText().equals(stageId)) {
        ObjectNode context = (ObjectNode) stage.get("context");
        keys.properties().forEach(e -> context.set(e.getKey(), e.getValue().deepCopy()));
        context.put("lastModifiedBy", user);
        ObjectNode modified = stage.putObject("lastModified");
        modified.putArray("allowedAccounts");
        modified.put("lastModifiedTime", System.currentTimeMillis());
        modified.put("user", user);
        return true;
      }
    }
    return false;
  }

  /** Moves on a little. */
  void tick() {
    boolean mayStart = !isQueued() || store.mayStart(this);
    List<ObjectNode> running = new ArrayList<>();
    synchronized (this) {
      if (isComplete() && ticking != null) {
        ticking.cancel(false);
        return;
      }
      if (document.path("canceled").asBoolean()) {
        end("CANCELED");
        return;
      }
      if (status().equals("PAUSED") || !mayStart) {
        return;
      }
      if (isQueued()) {
        if (stages().isEmpty()) {
          document.put("status", "TERMINAL"); // Orca gives such a run no end time
          return;
        }
        document.put("status", "RUNNING");
        document.put("startTime", System.currentTimeMillis());
      }
      advance();
      stages().stream()
          .filter(s -> s.path("status").asText().equals("RUNNING") && !s.has("parentStageId"))
          .forEach(running::add);
    }
    // outside the lock: a behaviour may talk to Kubernetes
    running.forEach(stage -> behaviours.tick(this, stage));
  }

  private void advance() {
    List<ObjectNode> tops = stages().stream().filter(s -> !s.has("parentStageId")).toList();
    boolean terminal = tops.stream().anyMatch(s -> s.path("status").asText().equals("TERMINAL"));
    if (terminal) {
      end("TERMINAL");
      return;
    }
    boolean busy = false;
    for (ObjectNode stage : tops) {
      String status = stage.path("status").asText();
      if (status.equals("NOT_STARTED") && isReady(stage, tops)) {
        long now = System.currentTimeMillis();
        stage.put("status", "RUNNING");
        stage.put("startTime", now);
        behaviours.started(stage, now);
        busy = true;
      }
      busy |= status.equals("RUNNING");
    }
    if (!busy) {
      end("SUCCEEDED");
    }
  }

  private static boolean isReady(ObjectNode stage, List<ObjectNode> tops) {
    for (JsonNode ref : stage.path("requisiteStageRefIds")) {
      for (ObjectNode other : tops) {
        if (other.path("refId").asText().equals(ref.asText())
            && !DONE.contains(other.path("status").asText())) {
          return false;
        }
      }
    }
    return true;
  }

  /** A stage's end, with what its settings make of a failure. */
  synchronized void endStage(ObjectNode stage, String status) {
    String decided = status;
    JsonNode context = stage.path("context");
    if (status.equals("TERMINAL") && !context.path("failPipeline").asBoolean(true)) {
      decided = context.path("continuePipeline").asBoolean(false) ? "FAILED_CONTINUE" : "STOPPED";
    }
    if (stage.path("status").asText().equals("RUNNING")) {
      long now = System.currentTimeMillis();
      for (JsonNode task : stage.path("tasks")) {
        if (task.path("status").asText().equals("RUNNING")) {
          ExecutionDocuments.end((ObjectNode) task, decided, now);
        }
      }
      ExecutionDocuments.end(stage, decided, now);
    }
  }

  /** A failed stage's end. */
  synchronized void failStage(ObjectNode stage, String reason) {
    ((ObjectNode) stage.get("context")).set("exception", ExecutionDocuments.exception(reason));
    endStage(stage, "TERMINAL");
  }

  private void end(String status) {
    for (ObjectNode stage : stages()) {
      if (stage.path("status").asText().equals("RUNNING")) {
        endStage(stage, "CANCELED");
      }
    }
    ExecutionDocuments.end(document, status, System.currentTimeMillis());
  }

  private List<ObjectNode> stages() {
    List<ObjectNode> all = new ArrayList<>();
    document.path("stages").forEach(s -> all.add((ObjectNode) s));
    return all;
  }

  /** Adds a synthetic stage before its parent. */
  synchronized void addStage(ObjectNode stage) {
    document.withArray("stages").add(stage);
  }
}
