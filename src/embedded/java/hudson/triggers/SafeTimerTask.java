package hudson.triggers;

import java.util.TimerTask;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A task of the shared timer whose failure is logged and does not end the timer. */
public abstract class SafeTimerTask extends TimerTask {
  private static final Logger LOGGER = Logger.getLogger(SafeTimerTask.class.getName());

  @Override
  public final void run() {
    try {
      doRun();
    } catch (Throwable e) {
      LOGGER.log(Level.SEVERE, "timer task " + getClass().getName() + " failed", e);
    }
  }

  protected abstract void doRun() throws Exception;
}
