package hudson.model.listeners;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Is told of the life of runs. A failing listener is logged and does not fail the run. */
public abstract class RunListener<R extends Run> implements ExtensionPoint {
  private static final Logger LOGGER = Logger.getLogger(RunListener.class.getName());

  protected RunListener() {}

  /** For what the run prints about itself: its log is still open. */
  public void onCompleted(R r, TaskListener listener) {}

  /** The run has ended and is saved. */
  public void onFinalized(R r) {}

  public void onStarted(R r, TaskListener listener) {}

  public void onDeleted(R r) {}

  public static void fireStarted(Run r, TaskListener listener) {
    fire(l -> l.onStarted(r, listener));
  }

  public static void fireCompleted(Run r, TaskListener listener) {
    fire(l -> l.onCompleted(r, listener));
  }

  public static void fireFinalized(Run r) {
    fire(l -> l.onFinalized(r));
  }

  @SuppressWarnings("unchecked")
  private static void fire(Consumer<RunListener<Run>> event) {
    for (RunListener<Run> listener : (Iterable<RunListener<Run>>) (Iterable<?>) all()) {
      try {
        event.accept(listener);
      } catch (RuntimeException e) {
        LOGGER.log(Level.WARNING, listener.getClass().getName() + " failed", e);
      }
    }
  }

  public static ExtensionList<RunListener> all() {
    return ExtensionList.lookup(RunListener.class);
  }
}
