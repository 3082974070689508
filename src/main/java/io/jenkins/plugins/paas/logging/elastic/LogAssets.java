package io.jenkins.plugins.paas.logging.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * What one log target consists of: an ingest pipeline, an index template and a data stream, or an
 * alias with a write index where there are no data streams. Making them is idempotent.
 */
public final class LogAssets {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PRIORITY = 500; // above the 100 of the products' own logs-*-* template

  private final LogTarget target;
  private final ObjectNode pipeline;
  private final List<JsonNode> samples = new ArrayList<>();
  private final JsonNode template;

  /**
   * @param pipeline an ingest pipeline, or {@code null}; documents under its key {@code samples}
   *     are run through it before it is saved, and are not part of it
   * @param template {@code mappings} and {@code settings} of the target, or {@code null}
   * @throws ElasticFailure when one is not what it should be; the message names the source
   */
  public LogAssets(LogTarget target, JsonSource pipeline, JsonSource template)
      throws ElasticFailure {
    this.target = target;
    this.pipeline = pipeline == null ? null : pipeline.object().deepCopy();
    this.template = template == null ? JSON.createObjectNode() : template.object();
    if (this.pipeline != null) {
      JsonNode given = this.pipeline.remove("samples");
      if (given != null) {
        given.forEach(samples::add);
      }
      if (!this.pipeline.path("processors").isArray()) {
        throw new ElasticFailure(
            pipeline.name() + " is no ingest pipeline: a list 'processors' is missing");
      }
    }
    if (template != null) {
      template.requireKeys(List.of("mappings", "settings"));
    }
  }

  /** What came of one asset: {@code index template paas-logs-shop created}. */
  public record Asset(String kind, String name, String outcome) {
    @Override
    public String toString() {
      return kind + " " + name + " " + outcome;
    }
  }

  /** Makes what is missing, changes what differs, leaves the rest. */
  public List<Asset> ensure(ElasticApi api)
      throws HttpFailure, ElasticFailure, InterruptedException {
    List<Asset> assets = new ArrayList<>();
    ElasticApi.Stream stream = api.dataStream(target);
    boolean streams = stream != ElasticApi.Stream.UNSUPPORTED;
    if (pipeline != null) {
      assets.add(ensurePipeline(api));
    }
    Asset templateAsset = ensureTemplate(api, streams);
    assets.add(templateAsset);
    boolean exists = streams ? stream == ElasticApi.Stream.EXISTS : api.aliasExists(target);
    String kind = streams ? "data stream" : "alias";
    if (!exists) {
      create(api, streams);
      assets.add(new Asset(kind, target.name(), "created"));
    } else if (!templateAsset.outcome().equals("unchanged")) {
      // indices keep the settings and mappings that they were made with
      api.rollover(target);
      assets.add(new Asset(kind, target.name(), "rolled over to the changed template"));
    } else {
      assets.add(new Asset(kind, target.name(), "unchanged"));
    }
    return assets;
  }

  private Asset ensurePipeline(ElasticApi api)
      throws HttpFailure, ElasticFailure, InterruptedException {
    String id = target.name();
    var before = api.pipeline(id);
    if (before.isPresent() && before.get().equals(pipeline)) {
      return new Asset("ingest pipeline", id, "unchanged");
    }
    if (!samples.isEmpty()) {
      simulate(api);
    }
    api.putPipeline(id, pipeline);
    return new Asset("ingest pipeline", id, before.isPresent() ? "updated" : "created");
  }

  private void simulate(ElasticApi api) throws HttpFailure, ElasticFailure, InterruptedException {
    ArrayNode docs = JSON.createArrayNode();
    samples.forEach(sample -> docs.addObject().set("_source", sample));
    JsonNode answers = api.simulate(pipeline, docs);
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

  private Asset ensureTemplate(ElasticApi api, boolean streams)
      throws HttpFailure, ElasticFailure, InterruptedException {
    String name = "paas-" + target;
    ObjectNode wanted = template(streams);
    var before = api.template(name);
    if (before.isPresent() && TemplateComparison.isSame(wanted, before.get())) {
      return new Asset("index template", name, "unchanged");
    }
    api.putTemplate(name, wanted);
    return new Asset("index template", name, before.isPresent() ? "updated" : "created");
  }

  private ObjectNode template(boolean streams) {
    ObjectNode body = JSON.createObjectNode();
    // -0…: the backing indices of this alias alone, not those of another target with a longer name
    body.putArray("index_patterns").add(streams ? target.name() : target + "-0*");
    if (streams) {
      body.putObject("data_stream");
    }
    body.put("priority", PRIORITY);
    ObjectNode inner = body.putObject("template");
    ObjectNode settings = inner.putObject("settings");
    template.path("settings").properties().forEach(e -> settings.set(e.getKey(), e.getValue()));
    if (pipeline != null) {
      settings.put("index.default_pipeline", target.name());
    }
    ObjectNode mappings = inner.putObject("mappings");
    template.path("mappings").properties().forEach(e -> mappings.set(e.getKey(), e.getValue()));
    ObjectNode properties = mappings.withObjectProperty("properties").deepCopy();
    if (!properties.has("@timestamp")) {
      properties.putObject("@timestamp").put("type", "date");
    }
    if (!properties.has("message")) {
      properties.putObject("message").put("type", "text");
    }
    mappings.set("properties", properties);
    body.putObject("_meta").put("managed_by", "paas");
    return body;
  }

  private void create(ElasticApi api, boolean streams)
      throws HttpFailure, ElasticFailure, InterruptedException {
    if (streams) {
      api.createDataStream(target);
      return;
    }
    ObjectNode body = JSON.createObjectNode();
    body.putObject("aliases").putObject(target.name()).put("is_write_index", true);
    api.createIndex(target + "-000001", body);
  }
}
