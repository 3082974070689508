package io.jenkins.plugins.paas.logging.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A Logstash pipeline under central management, which Elasticsearch from 7.12 on keeps for Logstash
 * to fetch ("Create or update Logstash pipeline API" of its reference). Idempotent.
 */
public final class CentralPipeline {

  private static final String PRIVILEGE = "the cluster privilege manage_logstash_pipelines";
  private static final Pattern ID = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_-]{0,127}");

  private final String id;
  private final String text;

  /**
   * @throws IllegalArgumentException when Logstash takes no such id
   */
  public CentralPipeline(String id, String text) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "'"
              + id
              + "' is no id of a Logstash pipeline: a letter or '_', then letters, digits, '-' and"
              + " '_'");
    }
    this.id = id;
    this.text = text;
  }

  /**
   * Saves it where it differs.
   *
   * @return created, updated or unchanged
   * @throws ElasticFailure where there is no central management
   */
  public String ensure(ElasticApi api) throws HttpFailure, ElasticFailure, InterruptedException {
    HttpAnswer answer = api.send(HttpCall.get("_logstash", "pipeline", id));
    if (answer.status() == 400
        || answer.status() == 405
        || answer.status() == 404 && Reason.of(answer).contains("no such index [_")) {
      throw new ElasticFailure(
          "Logstash's central management is not at "
              + api.uri()
              + " (Elasticsearch 7.12 and later with its own licence have it). Give logstash a"
              + " configMap instead.");
    }
    boolean there = answer.status() != 404;
    if (there) {
      JsonNode kept = api.granted(answer, "Logstash pipeline " + id, PRIVILEGE).json().path(id);
      if (kept.path("pipeline").asText().equals(text)) {
        return "unchanged";
      }
    }
    Map<String, Object> body =
        Map.of(
            "description",
            "written by paasLogs",
            "last_modified",
            Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
            "pipeline",
            text,
            "pipeline_metadata",
            Map.of("type", "logstash_pipeline", "version", 1),
            "pipeline_settings",
            Map.of(),
            "username",
            "paas");
    api.put(
        HttpCall.put("_logstash", "pipeline", id).json(body), "Logstash pipeline " + id, PRIVILEGE);
    return there ? "updated" : "created";
  }
}
