package hudson;

import hudson.model.TaskListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A running process. */
public abstract class Proc {
  protected Proc() {}

  public abstract boolean isAlive() throws IOException, InterruptedException;

  /** Ends the process and its children; returns when they are gone. */
  public abstract void kill() throws IOException, InterruptedException;

  /** Waits for the end and for the copying of its output; the exit status. */
  public abstract int join() throws IOException, InterruptedException;

  /** Null unless {@link Launcher.ProcStarter#readStdout} was asked for. */
  public abstract InputStream getStdout();

  public abstract InputStream getStderr();

  public abstract OutputStream getStdin();

  /** As {@link #join}, but the process is killed after the time, which the log then says. */
  public final int joinWithTimeout(long timeout, TimeUnit unit, TaskListener listener)
      throws IOException, InterruptedException {
    ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    try {
      watch.schedule(
          () -> {
            listener.error(
                "Timeout after %d %s", timeout, unit.name().toLowerCase(java.util.Locale.ROOT));
            kill();
            return null;
          },
          timeout,
          unit);
      return join();
    } finally {
      watch.shutdownNow();
    }
  }
}
