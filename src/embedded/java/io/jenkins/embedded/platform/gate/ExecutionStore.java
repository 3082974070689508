package io.jenkins.embedded.platform.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** All executions, and who may start. Thread-safe. */
final class ExecutionStore implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long TICK_MILLIS = 50;

  private final PipelineStore pipelines;
  private final StageBehaviours behaviours;
  private final ScheduledThreadPoolExecutor ticks;
  private final Map<String, ExecutionRun> runs = new LinkedHashMap<>();

  /** What a trigger came to: an id, and the reason when the execution could not start. */
  record Started(String id, String refusal) {}

  ExecutionStore(PipelineStore pipelines, KubernetesTarget kubernetes, ThreadFactory threads) {
    this.pipelines = pipelines;
    this.behaviours = new StageBehaviours(this, kubernetes);
    this.ticks = new ScheduledThreadPoolExecutor(4, threads);
    this.ticks.setRemoveOnCancelPolicy(true);
  }

  PipelineStore pipelines() {
    return pipelines;
  }

  synchronized int size() {
    return runs.size();
  }

  /** Starts a pipeline; the same correlation id starts nothing while the first one runs. */
  synchronized Started trigger(ObjectNode config, JsonNode given, String user, ObjectNode parent) {
    String correlation = given.path("correlationId").asText("");
    if (!correlation.isEmpty()) {
      for (ExecutionRun run : runs.values()) {
        if (!run.isComplete() && correlation.equals(run.correlationId())) {
          return new Started(run.id(), null);
        }
      }
    }
    TriggerBinding binding = TriggerBinding.of(config, given);
    if (parent != null) {
      binding.trigger().set("parentExecution", parent);
    }
    ExecutionRun run = new ExecutionRun(config, binding.trigger(), user, this, behaviours);
    runs.put(run.id(), run);
    if (binding.refusal() != null) {
      run.refuse(binding.refusal());
      return new Started(run.id(), binding.refusal());
    }
    supersede(run);
    run.ticking(ticks.scheduleWithFixedDelay(run::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS));
    return new Started(run.id(), null);
  }

  /** Of those that wait in a queue only the newest stays. */
  private void supersede(ExecutionRun newest) {
    if (!newest.isLimited() || newest.keepsWaiting() || mayStart(newest)) {
      return;
    }
    for (ExecutionRun run : runs.values()) {
      if (run != newest && run.configId().equals(newest.configId()) && run.isQueued()) {
        run.cancel("spinnaker", "it was queued, and a newer queued execution took its place");
      }
    }
  }

  /** Whether no other execution of the same limited pipeline runs. */
  synchronized boolean mayStart(ExecutionRun run) {
    if (!run.isLimited()) {
      return true;
    }
    for (ExecutionRun other : runs.values()) {
      if (other == run) {
        return true; // all before it have ended
      }
      if (other.configId().equals(run.configId()) && !other.isComplete()) {
        return false;
      }
    }
    return true;
  }

  synchronized Optional<ExecutionRun> find(String id) {
    return Optional.ofNullable(runs.get(id));
  }

  synchronized boolean delete(ExecutionRun run) {
    if (!run.isComplete()) {
      return false;
    }
    runs.remove(run.id());
    return true;
  }

  synchronized List<ExecutionRun> ofApplication(String application) {
    return newestFirst().stream()
        .filter(r -> r.application().equalsIgnoreCase(application))
        .toList();
  }

  synchronized List<ExecutionRun> ofConfigs(List<String> ids) {
    return newestFirst().stream().filter(r -> ids.contains(r.configId())).toList();
  }

  /**
   * Newest first.
   *
   * @param trigger a JSON subset of the trigger in base 64; texts are equal or match as patterns
   */
  synchronized List<ExecutionRun> search(String application, String pipeline, String trigger) {
    JsonNode subset = decode(trigger);
    return newestFirst().stream()
        .filter(r -> application.equals("*") || r.application().equalsIgnoreCase(application))
        .filter(r -> pipeline == null || pipeline.equals(r.name()))
        .filter(r -> matches(r.trigger(), subset))
        .toList();
  }

  private static JsonNode decode(String trigger) {
    try {
      return trigger == null
          ? JSON.createObjectNode()
          : JSON.readTree(new String(Base64.getDecoder().decode(trigger), StandardCharsets.UTF_8));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return JSON.createObjectNode().put("trigger", "is no JSON in base 64, and matches nothing");
    }
  }

  private static boolean matches(JsonNode value, JsonNode subset) {
    if (subset.isObject()) {
      for (Map.Entry<String, JsonNode> e : subset.properties()) {
        if (!matches(value.path(e.getKey()), e.getValue())) {
          return false;
        }
      }
      return true;
    }
    return value.equals(subset)
        || subset.isTextual() && value.isTextual() && value.asText().matches(subset.asText());
  }

  private List<ExecutionRun> newestFirst() {
    List<ExecutionRun> all = new ArrayList<>(runs.values());
    java.util.Collections.reverse(all);
    return all;
  }

  @Override
  public void close() {
    ticks.shutdownNow();
  }
}
