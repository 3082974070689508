package io.jenkins.plugins.paas.monitoring;

import hudson.model.Run;
import io.jenkins.plugins.paas.monitoring.prometheus.ScrapeTarget;
import io.jenkins.plugins.paas.step.Evidence;
import io.jenkins.plugins.paas.step.MonitoringResult;
import io.jenkins.plugins.paas.step.TargetResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What a registration came to, as result, evidence and closing line.
 *
 * @param registered how many addresses
 * @param targets as Prometheus sees them; empty where that was not asked
 * @param rules their names
 */
record MonitorReport(
    MonitorSite site, String way, int registered, List<ScrapeTarget> targets, List<String> rules) {

  MonitoringResult result() {
    return new MonitoringResult(
        targets.stream()
            .map(t -> new TargetResult(t.url(), t.health(), lastScrape(t), t.lastError()))
            .toList(),
        rules);
  }

  String summary() {
    if (!site.request().verify) {
      return registered + " targets registered, not verified (verify: false)";
    }
    return targets.size()
        + (targets.size() == 1 ? " target up: " : " targets up: ")
        + String.join(
            ", ", targets.stream().map(t -> t.url() + " scraped at " + t.lastScrape()).toList());
  }

  void record(Run<?, ?> run, long millis) {
    ArrayList<Object> facts = new ArrayList<>();
    for (ScrapeTarget target : targets) {
      LinkedHashMap<String, Object> fact = new LinkedHashMap<>();
      fact.put("url", target.url());
      fact.put("health", target.health());
      fact.put("lastScrape", lastScrape(target));
      facts.add(fact);
    }
    LinkedHashMap<String, Object> all = new LinkedHashMap<>();
    all.put("application", site.application());
    all.put("registration", site.request().registration());
    all.put("by", way);
    all.put("prometheus", site.prometheus().uri().toString());
    all.put("verified", site.request().verify);
    all.put("targets", facts);
    all.put("rules", new ArrayList<>(rules));
    Evidence.record(run, new Evidence("monitoring", summary(), all, millis));
  }

  private static String lastScrape(ScrapeTarget target) {
    return String.valueOf(target.lastScrape());
  }
}
