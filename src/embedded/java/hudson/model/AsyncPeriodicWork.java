package hudson.model;

import hudson.util.StreamTaskListener;
import io.jenkins.embedded.controller.PeriodicWorks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Periodic work that may take long: it has a thread and a log of its own. */
public abstract class AsyncPeriodicWork extends PeriodicWork {
  private static final Logger LOGGER = Logger.getLogger(AsyncPeriodicWork.class.getName());

  public final String name;

  protected AsyncPeriodicWork(String name) {
    this.name = name;
  }

  @Override
  public final void doRun() {
    PeriodicWorks.start(name, this::work);
  }

  private boolean work() {
    LOGGER.log(getNormalLoggingLevel(), "{0} begins", name);
    try (StreamTaskListener listener =
        new StreamTaskListener(PeriodicWorks.log(name), StandardCharsets.UTF_8)) {
      try {
        execute(listener);
        return true;
      } catch (IOException e) {
        listener.fatalError(e.getMessage());
        return false;
      }
    } catch (InterruptedException e) {
      LOGGER.info(name + " was interrupted");
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, name + " has no log", e);
    }
    return false;
  }

  protected Level getNormalLoggingLevel() {
    return Level.INFO;
  }

  protected abstract void execute(TaskListener listener) throws IOException, InterruptedException;
}
