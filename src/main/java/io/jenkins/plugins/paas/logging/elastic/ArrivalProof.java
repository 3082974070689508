package io.jenkins.plugins.paas.logging.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Looks for a line that was written with a nonce, and explains where it was lost. */
public final class ArrivalProof {

  private static final String PROBE = "paasprobe";

  private final ElasticApi api;
  private final LogTarget target;
  private final String nonce;

  public ArrivalProof(ElasticApi api, LogTarget target, String nonce) {
    this.api = api;
    this.target = target;
    this.nonce = nonce;
  }

  /** A word that occurs nowhere else. Letters and digits alone: analyzers keep it in one piece. */
  public static String nonce(String key) {
    return "paas"
        + UUID.nameUUIDFromBytes(key.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .toString()
            .replace("-", "");
  }

  /**
   * The line that arrived.
   *
   * @param index the backing index
   * @param message its text, as stored
   * @param fields what it was parsed into
   * @param flaws what was not parsed, in words; empty when all was
   */
  public record Arrival(
      String index, String documentId, String message, List<String> fields, List<String> flaws) {}

  /**
   * Writes the line into the target itself, which proves target and pipeline but no shipper.
   *
   * @throws ElasticFailure with the mapper's or pipeline's reason when it is rejected
   */
  public void writeDirectly() throws HttpFailure, ElasticFailure, InterruptedException {
    HttpAnswer answer = api.index(target, document("arrival proof " + nonce));
    if (answer.status() == 400) {
      throw new ElasticFailure(
          "A line for "
              + target
              + " is rejected at "
              + api.uri()
              + ": "
              + Reason.of(answer)
              + ". Change the template's mappings or the pipeline.");
    }
    if (answer.status() == 403) {
      throw new ElasticFailure(
          "The credential of the platform's Elasticsearch may not write to "
              + target
              + ": "
              + Reason.of(answer)
              + ". Give it the index privilege create_doc there (it may read but not write).");
    }
    answer.requireSuccess();
  }

  private static Map<String, Object> document(String message) {
    return Map.of("@timestamp", Instant.now().toString(), "message", message);
  }

  /** Looks once. */
  public Optional<Arrival> look() throws HttpFailure, InterruptedException {
    return find(target.name());
  }

  private Optional<Arrival> find(String where) throws HttpFailure, InterruptedException {
    JsonNode hits = api.search(where, Map.of("size", 1, "query", containing(nonce))).path("hits");
    if (hits.isEmpty()) {
      return Optional.empty();
    }
    JsonNode hit = hits.get(0);
    return Optional.of(
        new Arrival(
            hit.path("_index").asText(),
            hit.path("_id").asText(),
            hit.path("_source").path("message").asText(""),
            List.copyOf(TemplateComparison.flat(hit.path("_source")).keySet()),
            flaws(hit)));
  }

  // what servers and shippers leave on a document that they could not read wholly
  private static List<String> flaws(JsonNode hit) {
    List<String> flaws = new ArrayList<>();
    JsonNode source = hit.path("_source");
    if (!source.has("@timestamp")) {
      flaws.add("it has no @timestamp, so no range of time holds it");
    }
    for (JsonNode field : hit.path("_ignored")) {
      flaws.add(
          "its field " + field.asText() + " is not indexed: its value is malformed or too long");
    }
    for (JsonNode tag : source.path("tags")) {
      if (tag.asText().endsWith("failure")) {
        flaws.add("its tag says " + tag.asText());
      }
    }
    JsonNode error = source.path("error").path("message");
    if (error.isTextual()) {
      flaws.add("its error.message says " + error.asText());
    }
    return flaws;
  }

  // every searchable field; lenient, since dates and numbers cannot hold the word
  private static Map<String, Object> containing(String word) {
    return Map.of("query_string", Map.of("query", word, "fields", List.of("*"), "lenient", true));
  }

  /**
   * How far the line came, for a proof that ran out of time.
   *
   * @param written how it was written, such as {@code by GET http://10.0.0.7:8080/healthz?nonce=…}
   * @param since when it was written
   */
  public ElasticFailure failure(String written, Instant since)
      throws HttpFailure, InterruptedException {
    StringBuilder text = new StringBuilder();
    text.append("The line with ").append(nonce).append(", written ").append(written);
    Optional<Arrival> elsewhere = find("*");
    if (elsewhere.isPresent()) {
      return new ElasticFailure(
          text.append(" arrived in ")
              .append(elsewhere.get().index())
              .append(", not in ")
              .append(target)
              .append(": let the shipper send it to ")
              .append(target)
              .append(".")
              .toString());
    }
    text.append(", did not arrive in ").append(target).append(" at ").append(api.uri());
    long fresh = count(since);
    if (fresh > 0) {
      return new ElasticFailure(
          text.append(". The shipper works: ")
              .append(fresh)
              .append(
                  " other lines arrived since. Does the application log the nonce, does the"
                      + " pipeline drop the line, or is its field not indexed?")
              .toString());
    }
    text.append(", and no other line arrived since it was written. ");
    HttpAnswer probe = api.index(target, document("arrival probe " + PROBE));
    if (probe.status() == 400) {
      text.append("A line that is written directly is rejected as well: ")
          .append(Reason.of(probe))
          .append(". Change the template's mappings or the pipeline.");
    } else if (probe.isSuccess()) {
      text.append(
          "A line that is written directly is taken, so it was lost before: does the shipper run,"
              + " does it read these logs, may its credential write, and does it reject lines (its"
              + " own log has the mapper's reason)?");
    } else {
      text.append("A line that is written directly is answered by HTTP ")
          .append(probe.status())
          .append(": ")
          .append(Reason.of(probe))
          .append(".");
    }
    return new ElasticFailure(text.toString());
  }

  // lines of others: probes of earlier failures say nothing about the shipper
  private long count(Instant since) throws HttpFailure, InterruptedException {
    Map<String, Object> range = Map.of("@timestamp", Map.of("gte", since.toString()));
    Map<String, Object> query =
        Map.of(
            "bool",
            Map.of("filter", Map.of("range", range), "must_not", List.of(containing(PROBE))));
    return api.search(target.name(), Map.of("size", 0, "query", query))
        .path("total")
        .path("value")
        .asLong();
  }
}
