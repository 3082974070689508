package io.jenkins.plugins.paas.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import hudson.Extension;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.monitoring.prometheus.PrometheusApi;
import io.jenkins.plugins.paas.monitoring.prometheus.ScrapeTarget;
import io.jenkins.plugins.paas.platform.AlertmanagerTarget;
import io.jenkins.plugins.paas.platform.CheckContext;
import io.jenkins.plugins.paas.platform.HttpTarget;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PlatformCheck;
import io.jenkins.plugins.paas.platform.PrometheusTarget;
import io.jenkins.plugins.paas.platform.TargetLook;
import io.jenkins.plugins.paas.platform.TargetProbe;
import io.jenkins.plugins.paas.platform.readiness.Finding;
import io.jenkins.plugins.paas.platform.readiness.Inquiry;
import io.jenkins.plugins.paas.platform.readiness.MaintainedVersions;
import io.jenkins.plugins.paas.platform.readiness.Need;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Checks Prometheus and Alertmanager by their own APIs. */
@Extension
public final class MonitoringCheck implements PlatformCheck, TargetProbe {

  @Override
  public List<Inquiry> inquiries(Platform platform, CheckContext context) {
    return List.of(
        prometheus(platform.getPrometheus(), context),
        alertmanager(platform.getAlertmanager(), context));
  }

  @Override
  public List<Inquiry> probe(HttpTarget target, CheckContext context) {
    if (target instanceof PrometheusTarget prometheus) {
      return List.of(prometheus(prometheus, context));
    }
    return target instanceof AlertmanagerTarget alertmanager
        ? List.of(alertmanager(alertmanager, context))
        : List.of();
  }

  private static Inquiry prometheus(PrometheusTarget target, CheckContext context) {
    return new TargetLook(Need.MONITORING, "Prometheus", "prometheus", target)
        .inquiry(
            context,
            HttpCall.get("-", "ready"),
            (notes, caller, open) -> prometheus(notes, caller));
  }

  private static Inquiry alertmanager(AlertmanagerTarget target, CheckContext context) {
    return new TargetLook(Need.MONITORING, "Alertmanager", "alertmanager", target)
        .inquiry(
            context,
            HttpCall.get("-", "ready"),
            (notes, caller, open) -> alertmanager(notes, caller));
  }

  private static void prometheus(Finding.Notes notes, HttpCaller caller)
      throws IOException, InterruptedException {
    PrometheusApi api = new PrometheusApi(caller);
    version(notes, "Prometheus", api.version());
    List<ScrapeTarget> targets = api.targets();
    long up = targets.stream().filter(target -> "up".equals(target.health())).count();
    notes.fact(up + " of " + targets.size() + " targets are up");
  }

  private static void alertmanager(Finding.Notes notes, HttpCaller caller)
      throws IOException, InterruptedException {
    JsonNode status = caller.send(HttpCall.get("api", "v2", "status")).requireSuccess().json();
    version(notes, "Alertmanager", status.path("versionInfo").path("version").asText());
    String cluster = status.path("cluster").path("status").asText();
    notes.fact(cluster.isEmpty() ? "" : "cluster " + cluster);
  }

  private static void version(Finding.Notes notes, String product, String version) {
    notes.fact(product + " " + version);
    MaintainedVersions.bundled().judge(notes, product, version, LocalDate.now(ZoneOffset.UTC));
  }
}
