package io.jenkins.plugins.paas.logging.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.util.Map;

/**
 * The policy by which the server itself removes old indices: ILM on Elasticsearch, ISM on
 * OpenSearch. Bodies as the products' references say (Elasticsearch "Create or update lifecycle
 * policy", OpenSearch "ISM policies"); that a product answers 400 or 404 for what is not installed
 * was observed.
 */
final class LifecyclePolicy {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MAX_SIZE = "50gb";

  private final LogTarget target;
  private final Retention retention;
  private final ElasticProduct.Lifecycle kind;

  LifecyclePolicy(LogTarget target, Retention retention, ElasticProduct.Lifecycle kind) {
    this.target = target;
    this.retention = retention;
    this.kind = kind;
  }

  String name() {
    return "paas-" + target;
  }

  String kindText() {
    return kind == ElasticProduct.Lifecycle.ILM ? "ILM policy" : "ISM policy";
  }

  ObjectNode body() {
    return kind == ElasticProduct.Lifecycle.ILM ? ilm() : ism();
  }

  private ObjectNode ilm() {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode phases = body.putObject("policy").putObject("phases");
    ObjectNode rollover = phases.putObject("hot").putObject("actions").putObject("rollover");
    rollover.put("max_age", Retention.hours(retention.rolloverAge())).put("max_size", MAX_SIZE);
    ObjectNode delete = phases.putObject("delete");
    // counted from the rollover, so that the last line of an index is kept as long as the first
    delete.put("min_age", Retention.hours(retention.age()));
    delete.putObject("actions").putObject("delete");
    return body;
  }

  private ObjectNode ism() {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode policy = body.putObject("policy");
    policy.put("description", "paas: " + target + " is kept for " + retention);
    policy.put("default_state", "hot");
    ObjectNode hot = policy.putArray("states").addObject().put("name", "hot");
    ObjectNode rollover = hot.putArray("actions").addObject().putObject("rollover");
    rollover.put("min_index_age", Retention.hours(retention.rolloverAge()));
    rollover.put("min_size", MAX_SIZE);
    ObjectNode transition = hot.putArray("transitions").addObject().put("state_name", "delete");
    // counted from the index's creation here, so the time until the rollover is added
    transition
        .putObject("conditions")
        .put("min_index_age", Retention.hours(retention.age().plus(retention.rolloverAge())));
    ObjectNode delete = policy.withArray("states").addObject().put("name", "delete");
    delete.putArray("actions").addObject().putObject("delete");
    delete.putArray("transitions");
    ObjectNode template = policy.putArray("ism_template").addObject();
    template.putArray("index_patterns").add(target.name());
    template.put("priority", 500);
    return body;
  }

  /**
   * What the server has of it.
   *
   * @param installed whether the server has lifecycle management at all
   * @param kept its answer where the policy exists, or {@code null}
   */
  record Found(boolean installed, JsonNode kept) {}

  Found find(ElasticApi api) throws HttpFailure, ElasticFailure, InterruptedException {
    HttpAnswer answer = api.send(get());
    if (answer.status() == 404) {
      // without ILM the path is taken for a document of an index _ilm
      return new Found(!Reason.of(answer).contains("no such index [_"), null);
    }
    if (answer.status() == 400 || answer.status() == 405) {
      return new Found(false, null);
    }
    return new Found(true, api.granted(answer, kindText() + " " + name(), privilege()).json());
  }

  void put(ElasticApi api, JsonNode kept) throws HttpFailure, ElasticFailure, InterruptedException {
    HttpCall call =
        kind == ElasticProduct.Lifecycle.ILM
            ? HttpCall.put("_ilm", "policy", name())
            : HttpCall.put("_plugins", "_ism", "policies", name());
    if (kept != null && kind == ElasticProduct.Lifecycle.ISM) {
      call.query("if_seq_no", kept.path("_seq_no").asText());
      call.query("if_primary_term", kept.path("_primary_term").asText());
    }
    api.put(call.json(body()), kindText() + " " + name(), privilege());
  }

  /** Puts indices that were made without the policy under it. */
  void attach(ElasticApi api) throws HttpFailure, ElasticFailure, InterruptedException {
    HttpCall call =
        kind == ElasticProduct.Lifecycle.ILM
            ? HttpCall.put(target.name(), "_settings").json(Map.of("index.lifecycle.name", name()))
            : HttpCall.post("_plugins", "_ism", "add", target.name())
                .json(Map.of("policy_id", name()));
    api.put(call, kindText() + " of " + target, privilege());
  }

  private HttpCall get() {
    return kind == ElasticProduct.Lifecycle.ILM
        ? HttpCall.get("_ilm", "policy", name())
        : HttpCall.get("_plugins", "_ism", "policies", name());
  }

  private String privilege() {
    return kind == ElasticProduct.Lifecycle.ILM
        ? "the cluster privilege manage_ilm"
        : "the cluster permission cluster:admin/opendistro/ism/policy/write";
  }
}
