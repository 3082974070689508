package hudson.model;

import hudson.util.StreamTaskListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Periodic work that takes longer, on a thread of its own; never twice at the same time. */
public abstract class AsyncPeriodicWork extends PeriodicWork {
  private static final Logger LOGGER = Logger.getLogger(AsyncPeriodicWork.class.getName());

  public final String name;
  private final AtomicBoolean running = new AtomicBoolean();

  protected AsyncPeriodicWork(String name) {
    this.name = name;
  }

  @Override
  public final void doRun() {
    if (!running.compareAndSet(false, true)) {
      return;
    }
    Thread thread = new Thread(this::runOnce, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void runOnce() {
    try {
      execute(new StreamTaskListener(System.err, StandardCharsets.UTF_8));
    } catch (IOException | InterruptedException | RuntimeException e) {
      LOGGER.log(Level.WARNING, name + " failed", e);
    } finally {
      running.set(false);
    }
  }

  protected abstract void execute(TaskListener listener) throws IOException, InterruptedException;
}
