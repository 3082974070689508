package io.jenkins.plugins.paas.logging.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the lines of a target that match a query, and groups the newest of them by their text. */
public final class LogGate {

  /** The longest look back. */
  public static final Duration LONGEST = Duration.ofDays(30);

  private static final int NEWEST = 200;
  private static final int MAX_LENGTH = 300;

  private final ElasticApi api;
  private final LogTarget target;
  private final String query;
  private final Instant since;
  private final Instant until;

  /**
   * @param query in the syntax of {@code query_string}
   */
  public LogGate(ElasticApi api, LogTarget target, String query, Instant since, Instant until) {
    this.api = api;
    this.target = target;
    this.query = query;
    this.since = since;
    this.until = until;
  }

  /**
   * Lines that are alike but for their numbers.
   *
   * @param message the newest of them
   * @param count how many of the newest lines are so
   * @param time of the newest, as stored
   */
  public record Top(String message, long count, String time) {}

  /** How many lines match. */
  public long count() throws HttpFailure, ElasticFailure, InterruptedException {
    return judged(
            api.send(
                HttpCall.post(target.name(), "_count")
                    .json(Map.of("query", body()))
                    .idempotent(true)))
        .path("count")
        .asLong();
  }

  /** The most frequent among the newest lines that match. */
  public List<Top> top(int most) throws HttpFailure, ElasticFailure, InterruptedException {
    Map<String, Object> search =
        Map.of(
            "size",
            NEWEST,
            "timeout",
            "10s",
            "query",
            body(),
            "sort",
            List.of(Map.of("@timestamp", Map.of("order", "desc", "unmapped_type", "date"))));
    JsonNode hits =
        judged(
                api.send(
                    HttpCall.post(target.name(), "_search")
                        .query("_source", "message,log,@timestamp")
                        .json(search)
                        .idempotent(true)))
            .at("/hits/hits");
    Map<String, Top> groups = new LinkedHashMap<>();
    for (JsonNode hit : hits) {
      JsonNode source = hit.path("_source");
      String text = source.path("message").asText(source.path("log").asText(source.toString()));
      String message =
          (text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text)
              .replaceAll("\\p{Cntrl}+", " ");
      groups.merge(
          message.replaceAll("\\d+", "#"),
          new Top(message, 1, source.path("@timestamp").asText()),
          (first, next) -> new Top(first.message(), first.count() + 1, first.time()));
    }
    List<Top> sorted = new ArrayList<>(groups.values());
    sorted.sort(Comparator.comparingLong(Top::count).reversed());
    return sorted.subList(0, Math.min(most, sorted.size()));
  }

  private Map<String, Object> body() {
    Map<String, Object> range = Map.of("gte", since.toString(), "lt", until.toString());
    return Map.of(
        "bool",
        Map.of(
            "filter",
            List.of(
                Map.of("range", Map.of("@timestamp", range)),
                Map.of("query_string", Map.of("query", query)))));
  }

  private JsonNode judged(HttpAnswer answer) throws HttpFailure, ElasticFailure {
    if (answer.status() == 404) {
      throw new ElasticFailure(
          "There is no data stream or alias "
              + target
              + " at "
              + api.uri()
              + ". Is it the name that paasLogs prepared?");
    }
    if (answer.status() == 400) {
      throw new ElasticFailure(
          "query '" + query + "' is refused by " + api.uri() + ": " + Reason.of(answer));
    }
    return api.granted(answer, "lines of " + target, "the index privilege read on the target")
        .json();
  }
}
