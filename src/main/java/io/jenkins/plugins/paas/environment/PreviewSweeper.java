package io.jenkins.plugins.paas.environment;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.paas.environment.plan.PreviewSweep;
import io.jenkins.plugins.paas.environment.plan.PreviewSweep.Build;
import io.jenkins.plugins.paas.environment.plan.PreviewSweep.Fate;
import io.jenkins.plugins.paas.environment.plan.PreviewSweep.Swept;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.platform.EnvironmentEnd;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

/**
 * Every five minutes: removes this controller's previews that nobody wants any more, on every
 * platform's cluster, and what belongs to them elsewhere. Periodic work begins when the jobs are
 * loaded, so a build that is not there then is really gone.
 */
@Extension
public final class PreviewSweeper extends AsyncPeriodicWork {

  private static final long MINUTES = 5;

  public PreviewSweeper() {
    super("PaaS previews");
  }

  @Override
  public long getRecurrencePeriod() {
    return TimeUnit.MINUTES.toMillis(MINUTES);
  }

  @Override
  protected Level getNormalLoggingLevel() {
    return Level.FINE;
  }

  /**
   * @throws IOException when a cluster could not be swept; the others have been
   */
  @Override
  protected void execute(TaskListener listener) throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    for (Platform platform : PaasConfiguration.get().getPlatforms()) {
      if (platform.getCluster() == null) {
        continue;
      }
      try {
        sweep(platform, listener.getLogger());
      } catch (IOException e) {
        listener.error("platform " + platform.getName() + ": " + e.getMessage());
        failures.add(platform.getName());
      }
    }
    if (!failures.isEmpty()) {
      throw new IOException("not swept: platform " + String.join(", ", failures));
    }
  }

  private static void sweep(Platform platform, PrintStream out)
      throws IOException, InterruptedException {
    try (KubeSession session = EnvironmentSite.open(platform, null, null)) {
      List<Swept> swept =
          new PreviewSweep(session, EnvironmentSite.controller(), PreviewSweeper::build)
              .sweep(Instant.now());
      IOException failure = null;
      for (Swept one : swept) {
        if (one.fate() != Fate.KEPT) {
          out.println("platform " + platform.getName() + ": " + one);
          try {
            // also of one that is ending: the last sweep may not have come this far
            EnvironmentEnd.endAll(platform, one.application(), one.namespace())
                .forEach(ended -> out.println("platform " + platform.getName() + ": " + ended));
          } catch (IOException e) {
            failure = failure == null ? e : failure;
          }
        }
      }
      long kept = swept.stream().filter(one -> one.fate() == Fate.KEPT).count();
      out.printf("platform %s: %d previews, %d kept%n", platform.getName(), swept.size(), kept);
      if (failure != null) {
        throw failure;
      }
    }
  }

  static Build build(String id) {
    Run<?, ?> run = Run.fromExternalizableId(id);
    if (run == null) {
      return Build.UNKNOWN;
    }
    return run.isBuilding() ? Build.RUNNING : Build.ENDED;
  }
}
