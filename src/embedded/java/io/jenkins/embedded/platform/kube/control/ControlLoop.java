package io.jenkins.embedded.platform.kube.control;

import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.ObjectStore;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs every controller after each change and once a second for what time alone changes. The
 * objects of a run are few, so all are looked at each time.
 */
public final class ControlLoop implements AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger(ControlLoop.class.getName());

  private final List<Controller> controllers;
  private final List<AutoCloseable> ends;
  private final Semaphore changes = new Semaphore(1);
  private final Thread thread = new Thread(this::run, "embedded-kubernetes-controllers");
  private volatile boolean open = true;

  ControlLoop(ObjectStore store, List<Controller> controllers, List<AutoCloseable> ends) {
    this.ends = ends;
    this.controllers = controllers;
    store.listen(store.version(), change -> changes.release());
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    while (open) {
      try {
        changes.tryAcquire(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        return;
      }
      changes.drainPermits();
      controllers.forEach(this::reconcile);
    }
  }

  private void reconcile(Controller controller) {
    try {
      controller.reconcile();
    } catch (ApiFailure e) {
      // another writer was quicker; the next round sees its result
      LOGGER.log(Level.FINE, "reconciling again", e);
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, controller.getClass().getSimpleName() + " failed", e);
    }
  }

  /** Ends the loop and every pod's processes. */
  @Override
  public void close() {
    open = false;
    thread.interrupt();
    for (AutoCloseable end : ends) {
      try {
        end.close();
      } catch (Exception e) {
        LOGGER.log(Level.WARNING, "closing " + end.getClass().getSimpleName(), e);
      }
    }
  }
}
