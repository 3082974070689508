package io.jenkins.plugins.paas.logging.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The calls of Elasticsearch's and OpenSearch's REST API that log targets need. One attempt a call.
 * Thread-safe; does not own the caller.
 */
public final class ElasticApi {

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

  void putTemplate(String name, Object body)
      throws HttpFailure, ElasticFailure, InterruptedException {
    put(HttpCall.put("_index_template", name).json(body), "index template " + name);
  }

  Optional<JsonNode> pipeline(String id) throws HttpFailure, InterruptedException {
    return found(HttpCall.get("_ingest", "pipeline", id))
        .map(json -> json.path(id))
        .filter(n -> !n.isMissingNode());
  }

  void putPipeline(String id, Object body)
      throws HttpFailure, ElasticFailure, InterruptedException {
    put(HttpCall.put("_ingest", "pipeline", id).json(body), "ingest pipeline " + id);
  }

  /** Runs samples through a pipeline that is not saved; one entry of the answer a sample. */
  JsonNode simulate(Object pipeline, Object docs)
      throws HttpFailure, ElasticFailure, InterruptedException {
    HttpCall call =
        HttpCall.post("_ingest", "pipeline", "_simulate")
            .json(Map.of("pipeline", pipeline, "docs", docs))
            .idempotent(true);
    HttpAnswer answer = caller.send(call);
    if (answer.status() == 400) {
      throw new ElasticFailure("The ingest pipeline is refused: " + Reason.of(answer.json()));
    }
    return answer.requireSuccess().json().path("docs");
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
    put(HttpCall.put("_data_stream", target.name()), "data stream " + target);
  }

  boolean aliasExists(LogTarget target) throws HttpFailure, InterruptedException {
    return found(HttpCall.get("_alias", target.name())).isPresent();
  }

  void createIndex(String index, Object body)
      throws HttpFailure, ElasticFailure, InterruptedException {
    put(HttpCall.put(index).json(body), "index " + index);
  }

  /** Begins a new write index, which takes the template as it is now. */
  void rollover(LogTarget target) throws HttpFailure, InterruptedException {
    caller.send(HttpCall.post(target.name(), "_rollover")).requireSuccess();
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

  private void put(HttpCall call, String what)
      throws HttpFailure, ElasticFailure, InterruptedException {
    HttpAnswer answer = caller.send(call);
    if (answer.status() == 400 || answer.status() == 409) {
      throw new ElasticFailure(
          "The " + what + " is refused by " + uri() + ": " + Reason.of(answer.json()));
    }
    if (answer.status() == 403) {
      throw new ElasticFailure(
          "The "
              + what
              + " may not be written at "
              + uri()
              + ": "
              + Reason.of(answer.json())
              + ". Give the credential of the platform's Elasticsearch that privilege.");
    }
    answer.requireSuccess();
  }
}
