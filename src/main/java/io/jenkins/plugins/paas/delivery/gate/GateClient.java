package io.jenkins.plugins.paas.delivery.gate;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The calls of Gate that a delivery needs, typed. Each method is one attempt and throws {@link
 * GateFailure}; {@link Patience} repeats. Thread-safe; one client keeps one session.
 */
public final class GateClient implements AutoCloseable {

  /** As many executions as fit in a URL of less than 8 KiB. */
  public static final int BATCH = 250;

  private static final int HISTORY = 100;

  private final GateSession session;

  private GateClient(HttpEndpoint endpoint) {
    session = new GateSession(endpoint);
  }

  public static GateClient to(HttpEndpoint endpoint) {
    return new GateClient(endpoint);
  }

  public URI uri() {
    return session.uri();
  }

  /** Definitions of pipelines and applications, over the same session. */
  public GateDefinitions definitions() {
    return new GateDefinitions(session);
  }

  /** Who Gate takes us for; empty when it knows nobody (its answer is then an empty 200). */
  public Optional<String> whoAmI() throws GateFailure, InterruptedException {
    HttpAnswer answer = session.send(HttpCall.get("auth", "user"));
    return answer.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(json(answer).path("username").asText(null));
  }

  /** The names of all applications that we may see. */
  public List<String> applications() throws GateFailure, InterruptedException {
    List<String> names = new ArrayList<>();
    get(HttpCall.get("applications")).forEach(a -> names.add(a.path("name").asText()));
    return names;
  }

  /** The pipelines of an application; none for an application that does not exist. */
  public List<PipelineConfig> pipelineConfigs(String application)
      throws GateFailure, InterruptedException {
    List<PipelineConfig> configs = new ArrayList<>();
    get(HttpCall.get("applications", application, "pipelineConfigs"))
        .forEach(c -> configs.add(PipelineConfig.of(c)));
    return configs;
  }

  /**
   * Starts a pipeline. The trigger's correlation id makes a repetition harmless while the first
   * execution runs; {@link Handover} covers the time after that.
   *
   * @return the execution's id
   */
  public String trigger(PipelineConfig pipeline, Map<String, Object> trigger)
      throws GateFailure, InterruptedException {
    JsonNode answer =
        json(
            session.send(
                HttpCall.post("pipelines", pipeline.application(), pipeline.pathName())
                    .json(trigger)));
    String ref = answer.path("ref").asText("");
    if (!ref.startsWith("/pipelines/")) {
      throw new GateFailure(
          GateFailure.Kind.FOREIGN,
          202,
          "Gate at " + uri() + " accepted the trigger without naming an execution (ref).",
          Duration.ZERO,
          null);
    }
    return ref.substring("/pipelines/".length());
  }

  /** One execution in full. */
  public Execution execution(String id) throws GateFailure, InterruptedException {
    return Execution.of(get(shown(HttpCall.get("pipelines", id))));
  }

  /**
   * Many executions at once, without stage contexts; those that Gate does not know are left out.
   *
   * @param ids at most {@link #BATCH}
   */
  public List<Execution> executions(List<String> ids) throws GateFailure, InterruptedException {
    if (ids.size() > BATCH) {
      throw new IllegalArgumentException(ids.size() + " ids do not fit in one request");
    }
    return list(
        HttpCall.get("executions")
            .query("executionIds", String.join(",", ids))
            .query("expand", false));
  }

  /**
   * The executions that a correlation id started, newest first; they may have ended.
   *
   * @param pipelineName {@code null} for any pipeline of the application
   */
  public List<Execution> correlated(String application, String pipelineName, String correlationId)
      throws GateFailure, InterruptedException {
    String trigger = subset("{\"correlationId\":\"" + correlationId + "\"}");
    return list(
            HttpCall.get("applications", application, "executions", "search")
                .query("pipelineName", pipelineName)
                .query("trigger", trigger)
                .query("size", 20)
                .query("expand", false))
        .stream()
        .filter(e -> correlationId.equals(e.correlationId()))
        .toList();
  }

  /** What was delivered to an environment, newest first. */
  public List<Release> releases(String application, String environment)
      throws GateFailure, InterruptedException {
    // the value is taken for a pattern, and what is a letter to us need not be one there
    String pattern = environment.replaceAll("[^A-Za-z0-9_-]", ".");
    String named = "{\"environment\":\"" + pattern + "\"}";
    List<Release> found = new ArrayList<>();
    for (String trigger : List.of(named, "{\"payload\":" + named + "}")) {
      for (JsonNode node :
          get(
              shown(
                  HttpCall.get("applications", application, "executions", "search")
                      .query("trigger", subset(trigger))
                      .query("size", HISTORY)
                      .query("expand", false)))) {
        Release release = Release.of(node);
        if (release.environment().equals(environment)) {
          found.add(release);
        }
      }
    }
    found.sort(Comparator.comparingLong((Release r) -> r.execution().buildTime()).reversed());
    return found;
  }

  /** What has not ended, and is to end with a build of this controller. */
  public List<Release> unfinished(String owner) throws GateFailure, InterruptedException {
    String named = "{\"ciOwner\":\"" + owner + "\"}";
    List<Release> found = new ArrayList<>();
    for (String trigger : List.of(named, "{\"payload\":" + named + "}")) {
      HttpCall call =
          HttpCall.get("applications", "*", "executions", "search")
              .query("statuses", "NOT_STARTED,RUNNING,PAUSED,SUSPENDED,BUFFERED")
              .query("trigger", subset(trigger))
              .query("size", HISTORY)
              .query("expand", false);
      for (JsonNode node : get(shown(call))) {
        Release release = Release.of(node);
        if (release.owner().equals(owner) && !release.execution().isComplete()) {
          found.add(release);
        }
      }
    }
    return found;
  }

  /** What one execution delivered. */
  public Release release(String id) throws GateFailure, InterruptedException {
    return Release.of(get(HttpCall.get("pipelines", id).reduced(ExecutionDocument::whole)));
  }

  /**
   * Sends an event. It may start several executions, or none, and the answer does not say which.
   *
   * @return the event's id
   */
  public String webhook(String source, Map<String, Object> body)
      throws GateFailure, InterruptedException {
    JsonNode answer = get(HttpCall.post("webhooks", "webhook", source).json(body));
    String id = answer.path("eventId").asText("");
    if (id.isEmpty()) {
      throw new GateFailure(
          GateFailure.Kind.FOREIGN,
          200,
          "Gate at " + uri() + " took the webhook without naming an event (eventId).",
          Duration.ZERO,
          null);
    }
    return id;
  }

  /** The executions that an event started, newest first. */
  public List<Execution> startedByEvent(String application, String eventId)
      throws GateFailure, InterruptedException {
    return list(
        HttpCall.get("applications", application, "executions", "search")
            .query("triggerTypes", "webhook")
            .query("eventId", eventId)
            .query("size", 20)
            .query("expand", false));
  }

  /** The executions that events with this key in their payload started, newest first. */
  public List<Execution> startedByWebhook(String application, String correlationId)
      throws GateFailure, InterruptedException {
    return list(
            HttpCall.get("applications", application, "executions", "search")
                .query("triggerTypes", "webhook")
                .query(
                    "trigger",
                    subset("{\"payload\":{\"" + Execution.KEY + "\":\"" + correlationId + "\"}}"))
                .query("size", 20)
                .query("expand", false))
        .stream()
        .filter(e -> correlationId.equals(e.correlationId()))
        .toList();
  }

  private static String subset(String json) {
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /** Asks for the end of an execution. It ends a little later; an ended one is left as it is. */
  public void cancel(String id, String reason) throws GateFailure, InterruptedException {
    session.send(HttpCall.put("pipelines", id, "cancel").query("reason", reason));
  }

  /**
   * Answers a manual judgment.
   *
   * @return the execution as it is afterwards: without the right role Spinnaker accepts the answer
   *     and takes it back
   */
  public Execution judge(String id, String stageId, Judgment judgment)
      throws GateFailure, InterruptedException {
    try {
      // answered with the whole execution, which get() demands
      get(shown(HttpCall.patch("pipelines", id, "stages", stageId).json(judgment.toContext())));
    } catch (GateFailure e) {
      if (e.kind() != GateFailure.Kind.SERVER) {
        throw e;
      }
      // 500 also stands for "done, but the answer could not be converted": the state decides
      Execution now = execution(id);
      if (now.awaitedJudgments().stream().anyMatch(s -> s.id().equals(stageId))) {
        throw e;
      }
      return now;
    }
    return execution(id);
  }

  private List<Execution> list(HttpCall call) throws GateFailure, InterruptedException {
    List<Execution> executions = new ArrayList<>();
    get(shown(call)).forEach(e -> executions.add(Execution.of(e)));
    return executions;
  }

  private static HttpCall shown(HttpCall call) {
    return call.reduced(ExecutionDocument::shown);
  }

  private JsonNode get(HttpCall call) throws GateFailure, InterruptedException {
    HttpAnswer answer = session.send(call);
    if (answer.isEmpty()) {
      throw session.empty(call, answer);
    }
    return json(answer);
  }

  private JsonNode json(HttpAnswer answer) throws GateFailure {
    try {
      return answer.json();
    } catch (HttpFailure e) {
      throw session.broken(e);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
