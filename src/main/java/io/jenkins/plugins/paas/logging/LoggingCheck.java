package io.jenkins.plugins.paas.logging;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.Extension;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.logging.elastic.ElasticApi;
import io.jenkins.plugins.paas.logging.elastic.ElasticProduct;
import io.jenkins.plugins.paas.platform.CheckContext;
import io.jenkins.plugins.paas.platform.ElasticTarget;
import io.jenkins.plugins.paas.platform.HttpTarget;
import io.jenkins.plugins.paas.platform.KibanaTarget;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PlatformCheck;
import io.jenkins.plugins.paas.platform.TargetLook;
import io.jenkins.plugins.paas.platform.TargetProbe;
import io.jenkins.plugins.paas.platform.readiness.Finding;
import io.jenkins.plugins.paas.platform.readiness.Inquiry;
import io.jenkins.plugins.paas.platform.readiness.MaintainedVersions;
import io.jenkins.plugins.paas.platform.readiness.Need;
import io.jenkins.plugins.paas.platform.readiness.Readiness;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Checks Elasticsearch or OpenSearch, and Kibana or Dashboards, by their own APIs. */
@Extension
public final class LoggingCheck implements PlatformCheck, TargetProbe {

  @Override
  public List<Inquiry> inquiries(Platform platform, CheckContext context) {
    return List.of(elastic(platform.getElastic(), context), kibana(platform.getKibana(), context));
  }

  @Override
  public List<Inquiry> probe(HttpTarget target, CheckContext context) {
    if (target instanceof ElasticTarget elastic) {
      return List.of(elastic(elastic, context));
    }
    return target instanceof KibanaTarget kibana ? List.of(kibana(kibana, context)) : List.of();
  }

  private static Inquiry elastic(ElasticTarget target, CheckContext context) {
    return new TargetLook(Need.LOGGING, "Elasticsearch or OpenSearch", "elastic", target)
        .inquiry(context, HttpCall.get(), (notes, caller, open) -> elastic(notes, caller, context));
  }

  private static Inquiry kibana(KibanaTarget target, CheckContext context) {
    return new TargetLook(Need.LOGGING, "Kibana or Dashboards", "kibana", target)
        .inquiry(
            context, HttpCall.get("api", "status"), (notes, caller, open) -> kibana(notes, caller));
  }

  private static void elastic(Finding.Notes notes, HttpCaller caller, CheckContext context)
      throws IOException, InterruptedException {
    ElasticProduct found = new ElasticApi(caller).product();
    String product = found.openSearch() ? "OpenSearch" : "Elasticsearch";
    notes.fact(found.toString());
    context.product("elastic", product);
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    MaintainedVersions.bundled().judge(notes, product, found.version(), today);
    HttpAnswer answer = caller.send(HttpCall.get("_cluster", "health"));
    if (answer.status() == 403) {
      notes.flaw(
          Readiness.DEGRADED,
          "the credential may not see the cluster's health",
          "Give its role the cluster privilege 'monitor'.");
      return;
    }
    JsonNode health = answer.requireSuccess().json();
    String status = health.path("status").asText();
    String nodes = health.path("number_of_nodes").asText() + " nodes";
    if (status.equals("red")) {
      notes.flaw(
          Readiness.DEGRADED,
          "health red, " + nodes + ": some indexes have shards that are not there",
          "See GET _cluster/allocation/explain.");
    } else {
      notes.fact("health " + status + ", " + nodes);
    }
  }

  private static void kibana(Finding.Notes notes, HttpCaller caller)
      throws IOException, InterruptedException {
    JsonNode status = caller.send(HttpCall.get("api", "status")).requireSuccess().json();
    String number = status.path("version").path("number").asText();
    notes.fact("version " + number);
    JsonNode overall = status.path("status").path("overall");
    String level = overall.path("level").asText(overall.path("state").asText());
    if (level.isEmpty() || level.equals("available") || level.equals("green")) {
      notes.fact(level);
    } else {
      notes.flaw(Readiness.DEGRADED, "says that it is " + level, "See its page /status.");
    }
  }
}
