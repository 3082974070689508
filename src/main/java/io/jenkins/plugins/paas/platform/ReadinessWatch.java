package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

/** Once an hour: checks the platforms that builds have used since this start of the controller. */
@Extension
public final class ReadinessWatch extends AsyncPeriodicWork {

  public ReadinessWatch() {
    super("PaaS readiness");
  }

  @Override
  public long getRecurrencePeriod() {
    return TimeUnit.HOURS.toMillis(1);
  }

  @Override
  protected Level getNormalLoggingLevel() {
    return Level.FINE;
  }

  @Override
  protected void execute(TaskListener listener) throws IOException, InterruptedException {
    Set<String> used = LastAudits.get().used();
    for (Platform platform : PaasConfiguration.get().getPlatforms()) {
      if (used.contains(platform.getName())) {
        String outcome = PlatformAudit.of(platform, CheckContext.controller()).getOutcome();
        listener.getLogger().println("platform " + platform.getName() + " is " + outcome);
      }
    }
  }
}
