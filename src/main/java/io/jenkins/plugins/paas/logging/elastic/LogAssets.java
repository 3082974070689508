package io.jenkins.plugins.paas.logging.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What one log target consists of: an ingest pipeline, component and index templates, a lifecycle
 * policy, a role, and a data stream, or an alias with a write index where there are no data
 * streams. Making them is idempotent. At most 12 requests the first time (of one component
 * template), 4 when nothing changed: pipeline and index template are compared with the server's;
 * digests of the rest are kept in the index template's {@code _meta}.
 */
public final class LogAssets {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AssetRequest request;
  private final LogTarget target;
  private final PipelineSource pipeline;
  private final TargetTemplate template;

  /**
   * @throws ElasticFailure when a source is not what it should be; the message names it
   */
  public LogAssets(AssetRequest request) throws ElasticFailure {
    this.request = request;
    this.target = request.target();
    this.pipeline = request.pipeline() == null ? null : new PipelineSource(request.pipeline());
    this.template = new TargetTemplate(target, request.template());
  }

  /** What came of one asset: {@code index template paas-logs-shop created}. */
  public record Asset(String kind, String name, String outcome) {
    @Override
    public String toString() {
      return kind + " " + name + " " + outcome;
    }
  }

  /** Plans and carries it out. */
  public List<Asset> ensure(ElasticApi api, ElasticProduct product)
      throws HttpFailure, ElasticFailure, InterruptedException {
    return plan(api, product).apply(api);
  }

  /** Compares with the server, changes nothing. */
  public AssetPlan plan(ElasticApi api, ElasticProduct product)
      throws HttpFailure, ElasticFailure, InterruptedException {
    AssetPlan plan = new AssetPlan();
    Optional<JsonNode> kept = api.template(template.name());
    List<RetentionJob.Index> indices = api.indices(target);
    boolean streams = streams(api, product, indices);
    JsonNode keptMarks = kept.map(node -> node.path("_meta")).orElse(JSON.createObjectNode());
    Map<String, String> marks = new TreeMap<>();

    LifecyclePolicy policy =
        new RetentionPlan(request, plan, marks)
            .policy(api, product, keptMarks.path("lifecycle").asText(), indices);
    planComponents(plan, keptMarks, marks);
    planPipeline(api, plan);
    if (request.secured()) {
      planRole(new LogRole(target, product.openSearch()), plan, keptMarks, marks);
    }
    String ilm =
        policy != null && product.lifecycle() == ElasticProduct.Lifecycle.ILM
            ? policy.name()
            : null;
    boolean stale = planTemplate(plan, kept.orElse(null), streams, ilm, marks);
    planTarget(plan, streams, indices, stale);
    return plan;
  }

  private boolean streams(ElasticApi api, ElasticProduct product, List<RetentionJob.Index> indices)
      throws HttpFailure, ElasticFailure, InterruptedException {
    if (indices.stream().anyMatch(index -> index.name().equals(target.name()))) {
      throw new ElasticFailure(
          target
              + " is an index at "
              + api.uri()
              + ", neither a data stream nor an alias: a shipper has probably made it before it was"
              + " prepared. Its lines would need a reindex, which is not done: move or delete it, or"
              + " choose another target.");
    }
    if (!indices.isEmpty()) {
      return indices.stream().anyMatch(index -> index.name().startsWith(".ds-"));
    }
    Optional<Boolean> known = product.dataStreams();
    return known.isPresent()
        ? known.get()
        : api.dataStream(target) != ElasticApi.Stream.UNSUPPORTED;
  }

  private void planComponents(AssetPlan plan, JsonNode keptMarks, Map<String, String> marks) {
    Map<String, ObjectNode> components = template.components();
    if (components.isEmpty()) {
      return;
    }
    String digest = digest(JSON.valueToTree(components));
    marks.put("components", digest);
    boolean same = digest.equals(keptMarks.path("components").asText());
    components.forEach(
        (name, body) -> {
          if (same) {
            plan.keep("component template", name);
          } else {
            plan.change(
                "component template",
                name,
                "create or update",
                "saved",
                server -> server.putComponent(name, body));
          }
        });
  }

  private void planPipeline(ElasticApi api, AssetPlan plan)
      throws HttpFailure, ElasticFailure, InterruptedException {
    if (pipeline == null) {
      return;
    }
    String id = target.name();
    Optional<JsonNode> before = api.pipeline(id);
    if (before.isPresent() && before.get().equals(pipeline.body())) {
      plan.keep("ingest pipeline", id);
      return;
    }
    pipeline.simulate(api);
    plan.change(
        "ingest pipeline",
        id,
        before.isPresent() ? "update" : "create",
        before.isPresent() ? "updated" : "created",
        server -> {
          server.putPipeline(id, pipeline.body());
          return null;
        });
  }

  private void planRole(
      LogRole role, AssetPlan plan, JsonNode keptMarks, Map<String, String> marks) {
    String digest = digest(role.body());
    marks.put("role", digest);
    if (digest.equals(keptMarks.path("role").asText())) {
      plan.keep("role", role.name());
    } else {
      plan.change("role", role.name(), "create or update", "saved", role::put);
    }
  }

  // whether indices that exist were made by another template
  private boolean planTemplate(
      AssetPlan plan, JsonNode kept, boolean streams, String ilm, Map<String, String> marks) {
    ObjectNode wanted = template.body(streams, pipeline != null, ilm, marks);
    boolean same = kept != null && TemplateComparison.isSame(wanted, kept);
    boolean sameMarks = kept != null && kept.path("_meta").equals(wanted.path("_meta"));
    if (same && sameMarks) {
      plan.keep("index template", template.name());
      return false;
    }
    plan.change(
        "index template",
        template.name(),
        kept == null ? "create" : "update",
        kept == null ? "created" : "updated",
        server -> {
          server.putTemplate(template.name(), wanted);
          return null;
        });
    if (kept != null) {
      TemplateComparison.notes(wanted, kept).forEach(plan::note);
    }
    boolean components =
        kept != null
            && !kept.at("/_meta/components").asText().equals(marks.getOrDefault("components", ""));
    return !same || components;
  }

  private void planTarget(
      AssetPlan plan, boolean streams, List<RetentionJob.Index> indices, boolean stale) {
    String kind = streams ? "data stream" : "alias";
    if (indices.isEmpty()) {
      plan.change(
          kind,
          target.name(),
          "create",
          "created",
          server -> {
            create(server, streams);
            return null;
          });
    } else if (stale) {
      // indices keep the settings and mappings that they were made with
      plan.change(
          kind,
          target.name(),
          "begin a new index of",
          "rolled over to the changed template",
          server -> {
            server.rollover(target);
            return null;
          });
    } else {
      plan.keep(kind, target.name());
    }
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

  static String digest(JsonNode body) {
    return UUID.nameUUIDFromBytes(body.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }
}
