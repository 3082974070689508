package io.jenkins.plugins.paas.platform;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

/**
 * Every half hour: removes what has been left over for longer than its platform permits. Periodic
 * work begins when the jobs are loaded, so a build that is not there then is really gone.
 */
@Extension
public final class LeftOverSweep extends AsyncPeriodicWork {

  private static final long MINUTES = 30;

  private final Clock clock;
  private final Map<String, Instant> firstSeen = new HashMap<>();

  public LeftOverSweep() {
    this(Clock.systemUTC());
  }

  LeftOverSweep(Clock clock) {
    super("PaaS left-overs");
    this.clock = clock;
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
   * @throws IOException when something could not be removed; the rest has been
   */
  @Override
  protected void execute(TaskListener listener) throws IOException, InterruptedException {
    List<String> failures = new ArrayList<>();
    for (Platform platform : PaasConfiguration.get().getPlatforms()) {
      if (platform.getSweepAfterHours() > 0) {
        failures.addAll(sweep(platform, listener.getLogger()));
      }
    }
    if (!failures.isEmpty()) {
      throw new IOException(String.join("; ", failures));
    }
  }

  /** What could not be removed, with the reason. */
  synchronized List<String> sweep(Platform platform, PrintStream out) throws InterruptedException {
    Duration patience = Duration.ofHours(platform.getSweepAfterHours());
    Map<String, Instant> still = new HashMap<>();
    List<String> failures = new ArrayList<>();
    String prefix = platform.getName() + " ";
    for (AuditRuns.Found found : AuditRuns.get().found(platform)) {
      Instant seen = firstSeen.getOrDefault(prefix + found.getId(), clock.instant());
      if (clock.instant().isBefore(seen.plus(patience))) {
        still.put(prefix + found.getId(), seen);
        continue;
      }
      try {
        if (found.remove(platform)) {
          out.println("platform " + platform.getName() + ": removed " + found.getWhat());
        }
      } catch (IOException e) {
        still.put(prefix + found.getId(), seen);
        failures.add(
            "platform " + platform.getName() + ", " + found.getWhat() + ": " + e.getMessage());
      }
    }
    firstSeen.keySet().removeIf(key -> key.startsWith(prefix));
    firstSeen.putAll(still);
    return failures;
  }
}
