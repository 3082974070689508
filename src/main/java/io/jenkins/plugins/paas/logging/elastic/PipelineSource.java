package io.jenkins.plugins.paas.logging.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.util.List;

/** An ingest pipeline from a file, with the samples that it must digest. */
final class PipelineSource {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_SAMPLES = 100;
  private static final List<String> KEYS =
      List.of("description", "processors", "on_failure", "version", "_meta", "samples");

  private final ObjectNode body;
  private final ArrayNode samples = JSON.createArrayNode();

  /**
   * @throws ElasticFailure when it is no ingest pipeline; the message names the file
   */
  PipelineSource(JsonSource source) throws ElasticFailure {
    body = source.object().deepCopy();
    JsonNode given = body.remove("samples");
    JsonNode processors = body.path("processors");
    if (!processors.isArray()) {
      throw new ElasticFailure(
          source.name() + " is no ingest pipeline: a list 'processors' is missing");
    }
    source.requireKeys(KEYS);
    for (int i = 0; i < processors.size(); i++) {
      if (!processors.get(i).isObject() || processors.get(i).size() != 1) {
        throw new ElasticFailure(
            source.name()
                + " is no ingest pipeline: processor "
                + (i + 1)
                + " must be an object with one key, the processor's type, such as"
                + " {\"set\": {…}}");
      }
    }
    if (given == null) {
      return;
    }
    if (!given.isArray() || given.size() > MAX_SAMPLES) {
      throw new ElasticFailure(
          source.name() + ": samples must be a list of at most " + MAX_SAMPLES + " documents");
    }
    samples.addAll((ArrayNode) given);
  }

  ObjectNode body() {
    return body;
  }

  /** Runs the samples through it, on the server, without saving it. */
  void simulate(ElasticApi api) throws HttpFailure, ElasticFailure, InterruptedException {
    if (samples.isEmpty()) {
      return;
    }
    ArrayNode docs = JSON.createArrayNode();
    samples.forEach(sample -> docs.addObject().set("_source", sample));
    JsonNode answers = api.simulate(body, docs);
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i).has("error")) {
        throw new ElasticFailure(
            "The ingest pipeline fails on sample "
                + (i + 1)
                + " "
                + samples.get(i)
                + ": "
                + Reason.of(answers.get(i))
                + ". It was not saved.");
      }
    }
  }
}
