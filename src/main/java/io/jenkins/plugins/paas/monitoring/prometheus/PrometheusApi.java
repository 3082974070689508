package io.jenkins.plugins.paas.monitoring.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The calls of Prometheus' HTTP API that registration and proof need, typed. One attempt a call;
 * whoever waits repeats it. Thread-safe; does not own the caller.
 */
public final class PrometheusApi {

  private final HttpCaller caller;

  public PrometheusApi(HttpCaller caller) {
    this.caller = caller;
  }

  public URI uri() {
    return caller.endpoint().baseUri();
  }

  /** The server's version, such as {@code 2.42.0}. */
  public String version() throws HttpFailure, PrometheusFailure, InterruptedException {
    return get(HttpCall.get("api", "v1", "status", "buildinfo")).path("version").asText();
  }

  /** Every target that the server knows, dropped ones too. */
  public List<ScrapeTarget> targets() throws HttpFailure, PrometheusFailure, InterruptedException {
    JsonNode data = get(HttpCall.get("api", "v1", "targets").query("state", "any"));
    if (!data.has("activeTargets")) {
      throw foreign("/api/v1/targets", "data.activeTargets is missing");
    }
    List<ScrapeTarget> targets = new ArrayList<>();
    data.path("activeTargets").forEach(node -> targets.add(ScrapeTarget.of(node, false)));
    data.path("droppedTargets").forEach(node -> targets.add(ScrapeTarget.of(node, true)));
    return targets;
  }

  /** The {@code result} of an instant query. */
  public JsonNode query(String expression)
      throws HttpFailure, PrometheusFailure, InterruptedException {
    return get(HttpCall.get("api", "v1", "query").query("query", expression)).path("result");
  }

  /**
   * An instant query that people wrote: {@code resultType} and {@code result}.
   *
   * @throws PrometheusFailure with the server's words when the query is wrong, or asks too much
   */
  public JsonNode evaluate(String expression)
      throws HttpFailure, PrometheusFailure, InterruptedException {
    HttpAnswer answer =
        caller.send(
            HttpCall.get("api", "v1", "query").query("query", expression).query("timeout", "30s"));
    // 400: no PromQL; 422: cannot be executed; 503 with this type: over the server's cap of time
    if (answer.status() == 400 || answer.status() == 422 || isQueryTimeout(answer)) {
      throw new PrometheusFailure(
          "Prometheus at "
              + uri()
              + " refused the query: "
              + answer
                  .json()
                  .path("error")
                  .asText("HTTP " + answer.status())
                  .replaceFirst("^invalid parameter \"query\": ", "")
              + " in: "
              + expression);
    }
    JsonNode json = answer.requireSuccess().json();
    if (!json.path("data").has("resultType")) {
      throw foreign("/api/v1/query", "data.resultType is missing");
    }
    return json.path("data");
  }

  private static boolean isQueryTimeout(HttpAnswer answer) {
    return answer.status() == 503 && answer.text().contains("\"errorType\":\"timeout\"");
  }

  /** Every rule that the server has loaded. */
  public List<LoadedRule> rules() throws HttpFailure, PrometheusFailure, InterruptedException {
    JsonNode data = get(HttpCall.get("api", "v1", "rules"));
    if (!data.has("groups")) {
      throw foreign("/api/v1/rules", "data.groups is missing");
    }
    List<LoadedRule> rules = new ArrayList<>();
    for (JsonNode group : data.path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        rules.add(
            new LoadedRule(
                group.path("file").asText(),
                group.path("name").asText(),
                rule.path("name").asText(),
                rule.path("health").asText("unknown"),
                rule.path("lastError").asText(""),
                group.path("interval").asDouble()));
      }
    }
    return rules;
  }

  /** What the server's parser says about an expression. */
  public enum Syntax {
    VALID,
    INVALID,
    /** The server offers no way to ask. */
    UNCHECKED
  }

  /**
   * @param syntax the verdict
   * @param message the parser's words with the position, {@code 1:4: parse error: …}; empty unless
   *     invalid
   */
  public record SyntaxCheck(Syntax syntax, String message) {}

  /**
   * Has the server parse an expression: by {@code /api/v1/format_query} (since 2.40), before that
   * by running it once.
   */
  public SyntaxCheck check(String expression)
      throws HttpFailure, PrometheusFailure, InterruptedException {
    HttpAnswer answer =
        caller.send(HttpCall.get("api", "v1", "format_query").query("query", expression));
    if (answer.status() == 404) {
      answer = caller.send(HttpCall.get("api", "v1", "query").query("query", expression));
    }
    if (answer.isSuccess()) {
      answer.json();
      return new SyntaxCheck(Syntax.VALID, "");
    }
    if (answer.status() == 400) {
      String error = answer.json().path("error").asText();
      return new SyntaxCheck(
          Syntax.INVALID, error.replaceFirst("^invalid parameter \"query\": ", ""));
    }
    if (answer.status() == 501) {
      return new SyntaxCheck(Syntax.UNCHECKED, "");
    }
    throw answer.failure();
  }

  /**
   * Makes the server read its configuration and rule files again.
   *
   * @return whether it may be asked to; it may not without {@code --web.enable-lifecycle}
   * @throws PrometheusFailure when what it read is wrong; it goes on with what it had
   */
  public boolean reload() throws HttpFailure, PrometheusFailure, InterruptedException {
    HttpAnswer answer = caller.send(HttpCall.post("-", "reload").idempotent(true));
    if (answer.status() == 403 || answer.status() == 404 || answer.status() == 405) {
      return false;
    }
    if (answer.status() == 500) {
      throw new PrometheusFailure(
          "Prometheus at " + uri() + " refused its files: " + oneLine(answer.text()));
    }
    answer.requireSuccess();
    return true;
  }

  private JsonNode get(HttpCall call) throws HttpFailure, PrometheusFailure, InterruptedException {
    HttpAnswer answer = caller.send(call).requireSuccess();
    JsonNode json = answer.json();
    if (!"success".equals(json.path("status").asText())) {
      throw foreign(
          call.uri(caller.endpoint()).getPath(),
          Optional.ofNullable(json.path("error").asText(null)).orElse("status is not 'success'"));
    }
    return json.path("data");
  }

  private PrometheusFailure foreign(String path, String why) {
    return new PrometheusFailure(
        "GET "
            + uri()
            + path
            + " did not answer as Prometheus does: "
            + why
            + ". Is the URL of the platform's Prometheus right?");
  }

  private static String oneLine(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() > 300 ? line.substring(0, 300) + "…" : line;
  }
}
