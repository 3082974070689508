package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.jenkins.plugins.paas.step.ReadinessReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last report of each platform since this start of the controller, and which platforms builds
 * have used. Thread-safe.
 */
@Extension
public final class LastAudits implements ExtensionPoint {

  private final Map<String, ReadinessReport> reports = new ConcurrentHashMap<>();
  private final Set<String> used = ConcurrentHashMap.newKeySet();

  public static LastAudits get() {
    return ExtensionList.lookupSingleton(LastAudits.class);
  }

  void keep(ReadinessReport report) {
    reports.put(report.getPlatform(), report);
  }

  /** Remembers that a build uses the platform. */
  void use(String platform) {
    used.add(platform);
  }

  Set<String> used() {
    return new TreeSet<>(used);
  }

  Optional<ReadinessReport> of(String platform) {
    return Optional.ofNullable(reports.get(platform));
  }

  /** Those of platforms that are still configured, that builds use, and that are not ready. */
  List<ReadinessReport> alarming() {
    List<ReadinessReport> alarming = new ArrayList<>();
    for (Platform platform : PaasConfiguration.get().getPlatforms()) {
      of(platform.getName())
          .filter(report -> used.contains(platform.getName()))
          .filter(report -> !report.getOutcome().equals("ready"))
          .ifPresent(alarming::add);
    }
    return alarming;
  }
}
