package hudson.model;

import hudson.ExtensionPoint;
import hudson.triggers.SafeTimerTask;
import java.util.concurrent.TimeUnit;

/** Something done again and again; the embedded controller starts it where it runs long enough. */
public abstract class PeriodicWork extends SafeTimerTask implements ExtensionPoint {
  protected static final long MIN = TimeUnit.MINUTES.toMillis(1);
  protected static final long HOUR = TimeUnit.HOURS.toMillis(1);
  protected static final long DAY = TimeUnit.DAYS.toMillis(1);

  /** Milliseconds. */
  public abstract long getRecurrencePeriod();

  /** Milliseconds after start. */
  public long getInitialDelay() {
    return getRecurrencePeriod();
  }
}
