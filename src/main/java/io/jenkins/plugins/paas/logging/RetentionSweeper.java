package io.jenkins.plugins.paas.logging;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.paas.core.audit.AuditTrail;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.logging.elastic.ElasticApi;
import io.jenkins.plugins.paas.logging.elastic.RetentionSweep;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.TargetConnection;
import io.jenkins.plugins.paas.platform.ThisController;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import jenkins.model.Jenkins;

/**
 * Every hour: removes what is older than its retention from the log targets that asked this
 * controller for it ({@code retentionJob: true}), on every platform's Elasticsearch.
 */
@Extension
public final class RetentionSweeper extends AsyncPeriodicWork {

  private final Clock clock;

  public RetentionSweeper() {
    this(Clock.systemUTC());
  }

  RetentionSweeper(Clock clock) {
    super("PaaS log retention");
    this.clock = clock;
  }

  @Override
  public long getRecurrencePeriod() {
    return TimeUnit.HOURS.toMillis(1);
  }

  @Override
  protected Level getNormalLoggingLevel() {
    return Level.FINE;
  }

  /**
   * @throws IOException when something could not be swept; the rest has been
   */
  @Override
  protected void execute(TaskListener listener) throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    try (AuditTrail.Scope ignored = AuditTrail.as(Jenkins.getAuthentication2().getName(), "")) {
      for (Platform platform : PaasConfiguration.get().getPlatforms()) {
        if (platform.getElastic() == null) {
          continue;
        }
        String where = "platform " + platform.getName() + ": ";
        try {
          sweep(platform, where, listener.getLogger()).forEach(line -> failures.add(where + line));
        } catch (IOException e) {
          failures.add(where + e.getMessage());
        }
      }
    }
    if (!failures.isEmpty()) {
      throw new IOException(String.join("; ", failures));
    }
  }

  /** What could not be swept, with the reason. */
  private List<String> sweep(Platform platform, String where, PrintStream out)
      throws IOException, InterruptedException {
    try (HttpCaller caller =
        HttpCaller.to(
            TargetConnection.to(platform.getElastic(), "Elasticsearch", null, null).build())) {
      RetentionSweep.Swept swept =
          new RetentionSweep(new ElasticApi(caller), ThisController.id()).sweep(clock.instant());
      swept.done().forEach(line -> out.println(where + line));
      out.println(where + swept.targets() + " targets with retentionJob");
      return swept.failures();
    }
  }
}
