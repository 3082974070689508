package io.jenkins.plugins.paas.step;

import hudson.init.Terminator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which steps do I/O: at most 16 for the controller, daemons, gone after half a
 * minute of idleness. Jenkins' own timer only schedules.
 */
public final class StepThreads {

  private static final int MAX = 16;
  private static ExecutorService pool;

  private StepThreads() {}

  static synchronized ExecutorService pool() {
    if (pool == null || pool.isShutdown()) {
      AtomicInteger number = new AtomicInteger();
      ThreadPoolExecutor threads =
          new ThreadPoolExecutor(
              MAX,
              MAX,
              30,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              task -> {
                Thread thread = new Thread(task, "paas-step-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
              });
      threads.allowCoreThreadTimeOut(true);
      pool = threads;
    }
    return pool;
  }

  /** Ends the threads with Jenkins. */
  @Terminator
  public static synchronized void shutdown() {
    if (pool != null) {
      pool.shutdownNow();
      pool = null;
    }
  }
}
