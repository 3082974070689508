package io.jenkins.plugins.paas.logging.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The calls of Elasticsearch's and OpenSearch's REST API that log targets need. One attempt a call.
 * Thread-safe; does not own the caller.
 */
public final class ElasticApi {

  private static final String TEMPLATES = "the cluster privilege manage_index_templates";
  private static final String CREATE = "the index privilege create_index on the target";

  private final HttpCaller caller;

  public ElasticApi(HttpCaller caller) {
    this.caller = caller;
  }

  public URI uri() {
    return caller.endpoint().baseUri();
  }

  /** Which product answers, by what it says about itself. */
  public ElasticProduct product() throws HttpFailure, ElasticFailure, InterruptedException {
    // without a segment the address has no slash, which is an address all the same
    return ElasticProduct.of(
        caller.send(HttpCall.get("")).requireSuccess().json(), uri().toString());
  }

  /** An index template's body, by its name. */
  Optional<JsonNode> template(String name) throws HttpFailure, InterruptedException {
    return found(HttpCall.get("_index_template", name))
        .map(json -> json.path("index_templates").path(0).path("index_template"))
        .filter(node -> !node.isMissingNode());
  }

  /** What the suite's index templates say of themselves: {@code _meta} by their names. */
  Map<String, JsonNode> templateMarks() throws HttpFailure, InterruptedException {
    Map<String, JsonNode> marks = new TreeMap<>();
    Optional<JsonNode> found =
        found(
            HttpCall.get("_index_template", TargetTemplate.PREFIX + "*")
                .query("filter_path", "index_templates.name,index_templates.index_template._meta"));
    if (found.isPresent()) {
      for (JsonNode one : found.get().path("index_templates")) {
        marks.put(one.path("name").asText(), one.at("/index_template/_meta"));
      }
    }
    return marks;
  }

  void putTemplate(String name, Object body)
      throws HttpFailure, ElasticFailure, InterruptedException {
    put(HttpCall.put("_index_template", name).json(body), "index template " + name, TEMPLATES);
  }

  Optional<JsonNode> pipeline(String id) throws HttpFailure, InterruptedException {
    return found(HttpCall.get("_ingest", "pipeline", id))
        .map(json -> json.path(id))
        .filter(n -> !n.isMissingNode());
  }

  void putPipeline(String id, Object body)
      throws HttpFailure, ElasticFailure, InterruptedException {
    put(
        HttpCall.put("_ingest", "pipeline", id).json(body),
        "ingest pipeline " + id,
        "the cluster privilege manage_ingest_pipelines");
  }

  /** Runs samples through a pipeline that is not saved; one entry of the answer a sample. */
  JsonNode simulate(Object pipeline, Object docs)
      throws HttpFailure, ElasticFailure, InterruptedException {
    HttpCall call =
        HttpCall.post("_ingest", "pipeline", "_simulate")
            .reading()
            .json(Map.of("pipeline", pipeline, "docs", docs))
            .idempotent(true);
    HttpAnswer answer = caller.send(call);
    if (answer.status() == 400) {
      throw new ElasticFailure("The ingest pipeline is refused: " + Reason.of(answer));
    }
    return granted(answer, "ingest pipeline", "the cluster privilege manage_ingest_pipelines")
        .json()
        .path("docs");
  }

  /** Whether this server has data streams, and the one of that name. */
  enum Stream {
    EXISTS,
    ABSENT,
    /** The product or distribution has no data streams. */
    UNSUPPORTED
  }

  Stream dataStream(LogTarget target) throws HttpFailure, InterruptedException {
    HttpAnswer answer = caller.send(HttpCall.get("_data_stream", target.name()));
    if (answer.status() == 404) {
      return Stream.ABSENT;
    }
    // the Apache-licensed Elasticsearch 7 takes the path for index and type, and allows no GET
    if (answer.status() == 400 || answer.status() == 405) {
      return Stream.UNSUPPORTED;
    }
    return answer.requireSuccess().json().path("data_streams").isEmpty()
        ? Stream.ABSENT
        : Stream.EXISTS;
  }

  void createDataStream(LogTarget target) throws HttpFailure, ElasticFailure, InterruptedException {
    put(HttpCall.put("_data_stream", target.name()), "data stream " + target, CREATE);
  }

  /**
   * The indices behind a data stream or alias, or an index of that very name; empty where there is
   * nothing.
   */
  List<RetentionJob.Index> indices(LogTarget target) throws HttpFailure, InterruptedException {
    List<RetentionJob.Index> indices = new ArrayList<>();
    Optional<JsonNode> found =
        found(HttpCall.get(target.name(), "_settings", "index.creation_date"));
    if (found.isPresent()) {
      for (Map.Entry<String, JsonNode> index : found.get().properties()) {
        long created = index.getValue().at("/settings/index/creation_date").asLong();
        indices.add(new RetentionJob.Index(index.getKey(), Instant.ofEpochMilli(created)));
      }
    }
    return indices;
  }

  /** Removes indices that are not written to any more; ones that are gone are no failure. */
  void deleteIndices(List<String> names) throws HttpFailure, ElasticFailure, InterruptedException {
    put(
        HttpCall.delete(String.join(",", names)).query("ignore_unavailable", true),
        "removal of " + String.join(", ", names),
        "the index privilege delete_index");
  }

  /**
   * Makes a component template, or changes one that the suite made.
   *
   * @return which of both
   */
  String putComponent(String name, Object body)
      throws HttpFailure, ElasticFailure, InterruptedException {
    HttpAnswer created =
        caller.send(HttpCall.put("_component_template", name).query("create", true).json(body));
    if (created.isSuccess()) {
      return "created";
    }
    Optional<JsonNode> before =
        found(HttpCall.get("_component_template", name))
            .map(json -> json.at("/component_templates/0/component_template/_meta/managed_by"));
    if (before.isPresent() && !before.get().asText().equals("paas")) {
      throw new ElasticFailure(
          "The component template "
              + name
              + " at "
              + uri()
              + " is somebody else's (its _meta does not say managed_by: paas), so it is left. Name"
              + " it under composed_of to use it, or give yours another name.");
    }
    put(
        HttpCall.put("_component_template", name).json(body),
        "component template " + name,
        TEMPLATES);
    return "updated";
  }

  void createIndex(String index, Object body)
      throws HttpFailure, ElasticFailure, InterruptedException {
    put(HttpCall.put(index).json(body), "index " + index, CREATE);
  }

  /** Begins a new write index, which takes the template as it is now. */
  void rollover(LogTarget target) throws HttpFailure, ElasticFailure, InterruptedException {
    granted(
        caller.send(HttpCall.post(target.name(), "_rollover")),
        "rollover of " + target,
        "the index privilege manage on the target");
  }

  /**
   * The same, unless the write index is empty: who waits for lines needs no second empty one.
   *
   * @return whether there is a new one
   */
  boolean rolloverOfLines(LogTarget target)
      throws HttpFailure, ElasticFailure, InterruptedException {
    Map<String, Object> body = Map.of("conditions", Map.of("max_docs", 1));
    return granted(
            caller.send(HttpCall.post(target.name(), "_rollover").json(body)),
            "rollover of " + target,
            "the index privilege manage on the target")
        .json()
        .path("rolled_over")
        .asBoolean();
  }

  /** Adds a document; the answer has every status. */
  HttpAnswer index(LogTarget target, Object document) throws HttpFailure, InterruptedException {
    return caller.send(
        HttpCall.post(target.name(), "_doc").query("op_type", "create").json(document));
  }

  /**
   * Searches; an index that does not exist yields nothing.
   *
   * @param where a name, or {@code *}
   * @return the {@code hits} object
   */
  JsonNode search(String where, Object body) throws HttpFailure, InterruptedException {
    return caller
        .send(
            HttpCall.post(where, "_search")
                .reading()
                .query("ignore_unavailable", true)
                .query("allow_no_indices", true)
                .json(body)
                .idempotent(true))
        .requireSuccess()
        .json()
        .path("hits");
  }

  private Optional<JsonNode> found(HttpCall call) throws HttpFailure, InterruptedException {
    HttpAnswer answer = caller.send(call);
    return answer.status() == 404 ? Optional.empty() : Optional.of(answer.requireSuccess().json());
  }

  /** Sends a call whose answer the caller judges. */
  HttpAnswer send(HttpCall call) throws HttpFailure, InterruptedException {
    return caller.send(call);
  }

  /** A successful answer; a missing privilege is named. */
  HttpAnswer granted(HttpAnswer answer, String what, String privilege)
      throws HttpFailure, ElasticFailure {
    if (answer.status() == 403) {
      throw new ElasticFailure(
          "The "
              + what
              + " may not be read or written at "
              + uri()
              + ": "
              + Reason.of(answer)
              + ". Give the credential of the platform's Elasticsearch "
              + privilege
              + ".");
    }
    return answer.requireSuccess();
  }

  void put(HttpCall call, String what, String privilege)
      throws HttpFailure, ElasticFailure, InterruptedException {
    HttpAnswer answer = caller.send(call);
    if (answer.status() == 400 || answer.status() == 409) {
      throw new ElasticFailure(
          "The " + what + " is refused by " + uri() + ": " + Reason.of(answer));
    }
    granted(answer, what, privilege);
  }
}
