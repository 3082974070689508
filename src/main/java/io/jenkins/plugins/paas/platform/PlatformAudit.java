package io.jenkins.plugins.paas.platform;

import io.jenkins.plugins.paas.platform.lockin.LockIn;
import io.jenkins.plugins.paas.platform.lockin.LockInReport;
import io.jenkins.plugins.paas.platform.lockin.PlatformHost;
import io.jenkins.plugins.paas.platform.readiness.Audit;
import io.jenkins.plugins.paas.platform.readiness.Finding;
import io.jenkins.plugins.paas.platform.readiness.Inquiry;
import io.jenkins.plugins.paas.platform.readiness.Need;
import io.jenkins.plugins.paas.platform.readiness.Readiness;
import io.jenkins.plugins.paas.step.CheckResult;
import io.jenkins.plugins.paas.step.LockInResult;
import io.jenkins.plugins.paas.step.ReadinessReport;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks a whole platform: asks every room, everything at the same time, and reports. */
public final class PlatformAudit {

  private PlatformAudit() {}

  /** Takes as long as the slowest of the platform's systems, a minute at most. */
  public static ReadinessReport of(Platform platform, CheckContext context)
      throws InterruptedException {
    long start = System.nanoTime();
    List<Inquiry> inquiries = new ArrayList<>();
    for (PlatformCheck check : PlatformCheck.all()) {
      inquiries.addAll(check.inquiries(platform, context));
    }
    List<Finding> findings = withEveryNeed(Audit.of(inquiries));
    List<LockIn> parts = LockInReport.of(context.survey(), hosts(platform, context));
    Readiness worst =
        Readiness.worst(
            findings.stream().filter(Finding::configured).map(Finding::outcome).toList());
    ReadinessReport report =
        new ReadinessReport(
            platform.getName(),
            worst.word(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            findings.stream().map(f -> result(f, context)).toList(),
            parts.stream().map(PlatformAudit::result).toList(),
            Duration.ofNanos(System.nanoTime() - start).toMillis());
    LastAudits.get().keep(report);
    return report;
  }

  /** A need that nobody knows anything about is said to be unmet. */
  private static List<Finding> withEveryNeed(List<Finding> findings) {
    List<Finding> all = new ArrayList<>();
    for (Need need : Need.values()) {
      List<Finding> its = findings.stream().filter(f -> f.need() == need).toList();
      all.addAll(its);
      if (its.isEmpty()) {
        all.add(Finding.absent(need, need.title(), "Configure it for the platform."));
      }
    }
    return all;
  }

  private static List<PlatformHost> hosts(Platform platform, CheckContext context) {
    Map<String, HttpTarget> targets = new LinkedHashMap<>();
    targets.put("registry", platform.getRegistry());
    targets.put("cluster", platform.getCluster());
    targets.put("prometheus", platform.getPrometheus());
    targets.put("alertmanager", platform.getAlertmanager());
    targets.put("elastic", platform.getElastic());
    targets.put("kibana", platform.getKibana());
    targets.put("spinnaker", platform.getSpinnaker());
    List<PlatformHost> hosts = new ArrayList<>();
    targets.forEach(
        (setting, target) -> {
          if (target != null && target.getUrl() != null) {
            String host = URI.create(target.getUrl()).getHost();
            hosts.add(new PlatformHost(setting, host, context.product(setting)));
          }
        });
    for (DataService service : platform.getDataServices()) {
      if (service.getEndpoint() != null) {
        String host = service.getEndpoint().replaceFirst(":\\d+$", "");
        hosts.add(new PlatformHost("dataService " + service.getTemplate(), host, ""));
      }
    }
    return hosts;
  }

  // systems may repeat what was sent to them
  private static CheckResult result(Finding finding, CheckContext context) {
    String evidence =
        context.log() == null ? finding.evidence() : context.log().clean(finding.evidence());
    return new CheckResult(
        finding.need().title(),
        finding.component(),
        finding.outcome().word(),
        finding.configured(),
        evidence,
        finding.remedy(),
        finding.millis());
  }

  private static LockInResult result(LockIn part) {
    return new LockInResult(
        part.component(),
        part.product(),
        part.vendor(),
        part.found(),
        part.dependents(),
        part.used(),
        part.counterpart(),
        part.move());
  }
}
