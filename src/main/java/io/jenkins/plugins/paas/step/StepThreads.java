package io.jenkins.plugins.paas.step;

import hudson.init.Terminator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.util.Timer;

/**
 * The threads on which steps do I/O: at most 16 for the controller, daemons, gone after half a
 * minute of idleness. Jenkins' own timer only schedules.
 */
public final class StepThreads {

  private static final int MAX = 16;
  private static final long BUSY_MILLIS = 50;
  private static ExecutorService pool;

  private StepThreads() {}

  static synchronized ExecutorService pool() {
    if (pool == null || pool.isShutdown()) {
      AtomicInteger number = new AtomicInteger();
      // a stack of idle threads: those at its bottom end, however often the one on top is used
      pool =
          new ThreadPoolExecutor(
              0,
              MAX,
              30,
              TimeUnit.SECONDS,
              new SynchronousQueue<>(),
              task -> {
                Thread thread = new Thread(task, "paas-step-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
              },
              StepThreads::later);
    }
    return pool;
  }

  /** All threads are busy: asked again a little later. */
  private static void later(Runnable task, ThreadPoolExecutor threads) {
    if (!threads.isShutdown()) {
      Timer.get().schedule(() -> threads.execute(task), BUSY_MILLIS, TimeUnit.MILLISECONDS);
    }
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
