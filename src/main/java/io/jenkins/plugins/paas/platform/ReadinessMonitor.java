package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import hudson.model.AdministrativeMonitor;
import io.jenkins.plugins.paas.step.ReadinessReport;
import java.util.List;

/** Tells administrators of platforms that builds use and that are not ready. */
@Extension
public final class ReadinessMonitor extends AdministrativeMonitor {

  private static final int SHOWN = 10;

  @Override
  public String getDisplayName() {
    return "PaaS platforms that are not ready";
  }

  @Override
  public boolean isActivated() {
    return !LastAudits.get().alarming().isEmpty();
  }

  /** The reports to tell of; at most ten. */
  public List<ReadinessReport> getReports() {
    List<ReadinessReport> all = LastAudits.get().alarming();
    return all.subList(0, Math.min(SHOWN, all.size()));
  }
}
