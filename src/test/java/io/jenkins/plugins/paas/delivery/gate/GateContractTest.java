package io.jenkins.plugins.paas.delivery.gate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.gate.EmbeddedGate;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.wait.Deadline;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/**
 * The embedded Gate, or the real one at {@code GATE_URL} (with {@code GATE_USER}, {@code
 * GATE_PASSWORD}), answers in the shapes that were captured; the client sends what the API has. On
 * a real one it makes an application and removes it.
 */
public class GateContractTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REAL = System.getenv("GATE_URL");
  private static final String NOBODY = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

  private final String application = "paas" + Long.toString(System.nanoTime(), 36);
  private GateContract contract;
  private EmbeddedGate embedded;
  private URI uri;
  private HttpCaller gate;
  private HttpCaller stranger;

  @Before
  public void start() throws Exception {
    contract = new GateContract();
    if (REAL == null) {
      embedded = new EmbeddedGate(null, null, "run-token");
    }
    uri = REAL == null ? embedded.uri() : URI.create(REAL);
    gate = HttpCaller.to(HttpEndpoint.at(uri).authentication(us()).build());
    stranger = HttpCaller.to(HttpEndpoint.at(uri).build());
    Map<String, String> made =
        Map.of("name", application, "email", "ci@example.com", "cloudProviders", "kubernetes");
    HttpAnswer created =
        task("contract test", Map.of("type", "createApplication", "application", made));
    contract.checkAnswer("task-create-200", created);
    String task = created.json().path("ref").asText().replaceFirst("/tasks/", "");
    HttpAnswer done = until(HttpCall.get("tasks", task), "SUCCEEDED");
    contract.checkAnswer("task-succeeded", done);
    save("works", "[{'type':'manualJudgment','refId':'1','name':'Approve'}]", "");
    save("waits", "[{'type':'wait','refId':'1','name':'Wait','waitTime':1}]", "");
    save("wants", "[]", ",'parameterConfig':[{'name':'version','required':true}]");
  }

  @After
  public void stop() throws Exception {
    for (String name : List.of("works", "waits", "wants", "listens")) {
      gate.send(HttpCall.delete("pipelines", application, name));
    }
    Map<String, String> gone = Map.of("name", application);
    task("contract test ends", Map.of("type", "deleteApplication", "application", gone));
    System.out.println(contract.report() + " compared, at " + uri);
    gate.close();
    stranger.close();
    if (embedded != null) {
      embedded.close();
    }
  }

  private static Authentication us() {
    return REAL == null
        ? Authentication.basic("jenkins", () -> "run-token")
        : Authentication.basic(System.getenv("GATE_USER"), () -> System.getenv("GATE_PASSWORD"));
  }

  private HttpAnswer send(HttpCall call) throws Exception {
    HttpAnswer answer = gate.send(call);
    contract.checkRequest(call.method(), pathAndQuery(call));
    return answer;
  }

  private HttpAnswer task(String description, Map<String, Object> job) throws Exception {
    return send(
        HttpCall.post("tasks")
            .json(
                Map.of(
                    "application", application, "description", description, "job", List.of(job))));
  }

  private String pathAndQuery(HttpCall call) {
    URI full = call.uri(gate.endpoint());
    return full.getRawPath() + (full.getRawQuery() == null ? "" : "?" + full.getRawQuery());
  }

  private HttpAnswer until(HttpCall call, String status) throws Exception {
    Deadline deadline = Deadline.after(Duration.ofSeconds(60));
    HttpAnswer answer = send(call);
    while (!answer.json().path("status").asText().equals(status) && !deadline.expired()) {
      answer = gate.send(call);
    }
    assertEquals(status, answer.json().path("status").asText());
    return answer;
  }

  private HttpAnswer save(String name, String stages, String more) throws Exception {
    String text =
        "{'application':'"
            + application
            + "','name':'"
            + name
            + "','stages':"
            + stages
            + more
            + "}";
    HttpAnswer answer =
        send(HttpCall.post("pipelines").json(JSON.readTree(text.replace('\'', '"'))));
    contract.checkAnswer("pipeline-save-200", answer);
    return answer;
  }

  private String trigger(String name, Map<String, Object> trigger) throws Exception {
    HttpAnswer answer = send(HttpCall.post("pipelines", application, name).json(trigger));
    contract.checkAnswer("trigger-202", answer);
    return answer.json().path("ref").asText().replaceFirst("/pipelines/", "");
  }

  @Test
  public void executionsHaveTheCapturedShape() throws Exception {
    String id = trigger("waits", Map.of("type", "manual", "correlationId", application + "-1"));
    contract.checkAnswer("execution-*", send(HttpCall.get("pipelines", id)));
    HttpAnswer batch =
        send(HttpCall.get("executions").query("executionIds", id).query("expand", false));
    contract.checkAnswer("execution-running-unexpanded", batch);
    contract.checkAnswer("execution-*", until(HttpCall.get("pipelines", id), "SUCCEEDED"));
  }

  @Test
  public void aJudgmentIsMergedIntoItsStage() throws Exception {
    String id = trigger("works", Map.of("type", "manual"));
    HttpAnswer running = until(HttpCall.get("pipelines", id), "RUNNING");
    contract.checkAnswer("execution-*", running);
    JsonNode stage = running.json().path("stages").path(0);
    contract.checkAnswer(
        "judge-500-unknown-stage",
        send(
            HttpCall.patch("pipelines", id, "stages", NOBODY)
                .json(Map.of("judgmentStatus", "continue"))));
    contract.checkAnswer(
        "judge-*",
        send(
            HttpCall.patch("pipelines", id, "stages", stage.path("id").asText())
                .json(Map.of("judgmentStatus", "stop"))));
    contract.checkAnswer("execution-*", until(HttpCall.get("pipelines", id), "TERMINAL"));
  }

  @Test
  public void theComparisonSeesARenamedKeyAndAnotherType() throws Exception {
    String id = trigger("waits", Map.of("type", "manual"));
    JsonNode execution = send(HttpCall.get("pipelines", id)).json();
    ObjectNode renamed = execution.deepCopy();
    renamed.set("buildTimes", renamed.remove("buildTime"));
    assertThrows(AssertionError.class, () -> contract.checkBody("execution-*", renamed));
    ObjectNode retyped = execution.deepCopy();
    retyped.put("buildTime", "now");
    assertThrows(AssertionError.class, () -> contract.checkBody("execution-*", retyped));
    ObjectNode inside = execution.deepCopy();
    ((ObjectNode) inside.path("stages").path(0)).put("refID", "1");
    assertThrows(AssertionError.class, () -> contract.checkBody("execution-*", inside));
  }

  @Test
  public void aRunIsPausedAndCancelled() throws Exception {
    String id = trigger("works", Map.of("type", "manual"));
    until(HttpCall.get("pipelines", id), "RUNNING");
    contract.checkAnswer("pause-200", send(HttpCall.put("pipelines", id, "pause")));
    contract.checkAnswer("execution-*", until(HttpCall.get("pipelines", id), "PAUSED"));
    contract.checkAnswer("resume-200", send(HttpCall.put("pipelines", id, "resume")));
    until(HttpCall.get("pipelines", id), "RUNNING");
    contract.checkAnswer(
        "cancel-200", send(HttpCall.put("pipelines", id, "cancel").query("reason", "enough")));
    contract.checkAnswer("execution-*", until(HttpCall.get("pipelines", id), "CANCELED"));
  }

  @Test
  public void refusalsHaveTheCapturedShape() throws Exception {
    contract.checkAnswer("execution-404", send(HttpCall.get("pipelines", NOBODY)));
    contract.checkAnswer("cancel-404", send(HttpCall.put("pipelines", NOBODY, "cancel")));
    contract.checkAnswer("task-404", send(HttpCall.get("tasks", NOBODY)));
    contract.checkAnswer(
        "task-500-no-description",
        send(HttpCall.post("tasks").json(Map.of("application", application))));
    contract.checkAnswer("application-404", send(HttpCall.get("applications", "nosuch9")));
    contract.checkAnswer(
        "pipeline-config-404",
        send(HttpCall.get("applications", application, "pipelineConfigs", "nosuch")));
    contract.checkAnswer(
        "trigger-404", send(HttpCall.post("pipelines", application, "nosuch").json(Map.of())));
    contract.checkAnswer(
        "trigger-400-missing-parameter",
        send(HttpCall.post("pipelines", application, "wants").json(Map.of())));
    contract.checkAnswer(
        "trigger-400-slash-name",
        send(HttpCall.post("pipelines", application, "a/b").json(Map.of())));
    contract.checkAnswer(
        "trigger-500-percent-name",
        send(HttpCall.post("pipelines", application, "a%b").json(Map.of())));
    contract.checkAnswer(
        "pipeline-save-400-duplicate",
        send(HttpCall.post("pipelines").json(Map.of("application", application, "name", "works"))));
    assertEquals(
        400, send(HttpCall.get("executions").query("executionIds", "x".repeat(8300))).status());
  }

  @Test
  public void anEventStartsWhoListensAndSaysNothingOfThoseWhoDoNot() throws Exception {
    String source = application + "-event";
    save(
        "listens",
        "[{'type':'wait','refId':'1','name':'Wait','waitTime':1}]",
        ",'triggers':[{'type':'webhook','enabled':true,'source':'" + source + "'}]");
    contract.checkAnswer(
        "webhook-200-nobody",
        send(HttpCall.post("webhooks", "webhook", source + "-none").json(Map.of("a", "b"))));
    // a real Echo learns of a saved pipeline by its next poll, half a minute later
    Deadline deadline = Deadline.after(Duration.ofSeconds(90));
    HttpAnswer found;
    do {
      HttpAnswer event =
          send(
              HttpCall.post("webhooks", "webhook", source)
                  .json(Map.of("parameters", Map.of("version", "5"))));
      contract.checkAnswer("webhook-200", event);
      found =
          send(
              HttpCall.get("applications", application, "executions", "search")
                  .query("triggerTypes", "webhook")
                  .query("eventId", event.json().path("eventId").asText())
                  .query("size", 5)
                  .query("expand", true));
    } while (found.json().isEmpty() && !deadline.expired());
    contract.checkAnswer("search-by-event", found);
    assertEquals(
        "5", found.json().path(0).path("trigger").path("parameters").path("version").asText());
    assertEquals(400, send(HttpCall.post("webhooks", "webhook", source).json(List.of())).status());
  }

  @Test
  public void whoIsNotLoggedInIsSentAway() throws Exception {
    contract.checkAnswer("unauthenticated-302", stranger.send(HttpCall.get("applications")));
    contract.checkAnswer("unauthenticated-auth-user", stranger.send(HttpCall.get("auth", "user")));
    contract.checkAnswer("auth-user", send(HttpCall.get("auth", "user")));
    contract.checkAnswer("application", send(HttpCall.get("applications", application)));
  }

  @Test
  public void theClientSendsWhatTheApiHas() throws Exception {
    assumeTrue("the proxy in front speaks plain HTTP", uri.getScheme().equals("http"));
    try (FaultyServer proxy = FaultyServer.inFrontOf(uri);
        GateClient client =
            GateClient.to(HttpEndpoint.at(proxy.uri()).authentication(us()).build())) {
      Deadline deadline = Deadline.after(Duration.ofSeconds(60));
      Handover handover = new Handover(client, message -> {});
      client.whoAmI();
      client.applications();
      PipelineConfig config = handover.find(application, "works", deadline);
      String id =
          handover
              .start(config, new TriggerRequest(CorrelationId.of(application)), deadline)
              .executionId();
      while (client.execution(id).awaitedJudgments().isEmpty() && !deadline.expired()) {
        client.executions(List.of(id));
      }
      Stage stage = client.execution(id).awaitedJudgments().get(0);
      client.judge(id, stage.id(), new Judgment("continue", null, null));
      client.cancel(id, "enough");
      assertTrue(
          client.correlated(application, "works", CorrelationId.of(application)).size() == 1);
      assertTrue(
          proxy.requests().stream()
              .allMatch(r -> "normal".equals(r.headers().get("X-Spinnaker-Priority"))));
      proxy.requests().forEach(r -> contract.checkRequest(r.method(), r.path()));
    }
  }
}
