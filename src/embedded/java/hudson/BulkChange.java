package hudson;

import hudson.model.Saveable;
import java.io.Closeable;
import java.io.IOException;

/** Holds back the saves of one object on this thread, until it is committed or given up. */
public class BulkChange implements Closeable {
  private static final ThreadLocal<BulkChange> INNERMOST = new ThreadLocal<>();

  private final Saveable saveable;
  private final BulkChange outer;
  private boolean ended;

  public BulkChange(Saveable saveable) {
    this.saveable = saveable;
    this.outer = INNERMOST.get();
    INNERMOST.set(this);
  }

  /** Saves once for all changes. */
  public void commit() throws IOException {
    if (!ended) {
      abort();
      saveable.save();
    }
  }

  /** Nothing is saved; what was changed in memory stays. */
  public void abort() {
    if (!ended) {
      ended = true;
      INNERMOST.set(outer);
    }
  }

  @Override
  public void close() {
    abort();
  }

  /** Whether a save of the object is held back now. */
  public static boolean contains(Saveable s) {
    for (BulkChange change = INNERMOST.get(); change != null; change = change.outer) {
      if (change.saveable == s) {
        return true;
      }
    }
    return false;
  }
}
