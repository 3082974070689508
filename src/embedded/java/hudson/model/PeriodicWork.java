package hudson.model;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.triggers.SafeTimerTask;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;

/** Work that is repeated for as long as the controller runs. */
public abstract class PeriodicWork extends SafeTimerTask implements ExtensionPoint {

  /** Milliseconds from one start to the next. */
  public abstract long getRecurrencePeriod();

  /** Milliseconds until the first; here a whole period, so that short builds do without. */
  public long getInitialDelay() {
    return getRecurrencePeriod();
  }

  public static ExtensionList<PeriodicWork> all() {
    return ExtensionList.lookup(PeriodicWork.class);
  }

  public static void init() {
    for (PeriodicWork work : all()) {
      Timer.get()
          .scheduleAtFixedRate(
              work, work.getInitialDelay(), work.getRecurrencePeriod(), TimeUnit.MILLISECONDS);
    }
  }
}
