package io.jenkins.plugins.paas.delivery;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.XmlFile;
import hudson.model.Run;
import io.jenkins.plugins.paas.delivery.lock.Turn;
import io.jenkins.plugins.paas.delivery.lock.TurnQueue;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * The queues of this controller, kept in its home directory: after a restart, who had a lock still
 * has it, whoever resumes first. Thread-safe.
 */
@Extension
public final class DeliveryLocks implements ExtensionPoint {

  private static final Logger LOGGER = Logger.getLogger(DeliveryLocks.class.getName());

  private TurnQueue queue; // guarded by this

  static DeliveryLocks get() {
    return ExtensionList.lookupSingleton(DeliveryLocks.class);
  }

  /**
   * Stands in the queue, and looks who is before.
   *
   * @return the builds before, the one that delivers first; none when it is this one's turn
   */
  synchronized List<Turn> await(String lock, String key, Run<?, ?> run) throws IOException {
    boolean forgotten = queue().forget(DeliveryLocks::runs);
    boolean joined = queue().join(lock, key, run.getExternalizableId(), System.currentTimeMillis());
    if (forgotten || joined) {
      save();
    }
    return queue().before(key);
  }

  /** Lets the next one in. */
  synchronized void leave(String key) {
    try {
      if (queue().leave(key)) {
        save();
      }
    } catch (IOException e) {
      // it is forgotten with the end of its build at the latest
      LOGGER.log(Level.WARNING, "the lock of " + key + " was given back, but not on disk", e);
    }
  }

  private static boolean runs(String build) {
    Run<?, ?> run = Run.fromExternalizableId(build);
    return run != null && run.isBuilding();
  }

  @SuppressWarnings("unchecked")
  private TurnQueue queue() throws IOException {
    if (queue == null) {
      XmlFile file = file();
      queue = new TurnQueue(file.exists() ? (List<Turn>) file.read() : List.of());
    }
    return queue;
  }

  private void save() throws IOException {
    file().write(new ArrayList<>(queue.turns()));
  }

  private static XmlFile file() {
    return new XmlFile(
        new File(Jenkins.get().getRootDir(), DeliveryLocks.class.getName() + ".xml"));
  }
}
