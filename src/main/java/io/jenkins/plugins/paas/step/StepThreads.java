package io.jenkins.plugins.paas.step;

import hudson.init.Terminator;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.util.Timer;

/**
 * The threads on which steps do I/O: four, and twelve more for work that found those busy twice,
 * daemons, gone after half a minute of idleness. So many short polls at once start no more than
 * four, and a few slow back ends hold nobody else up. Jenkins' own timer only schedules.
 */
public final class StepThreads {

  private static final int FEW = 4;
  private static final int MORE = 12;
  private static final long BUSY_MILLIS = 50;
  private static StepThreads current;

  private final AtomicInteger number = new AtomicInteger();
  private final ThreadPoolExecutor few = pool(FEW);
  private final ThreadPoolExecutor more = pool(MORE);

  private StepThreads() {}

  static synchronized StepThreads get() {
    if (current == null) {
      current = new StepThreads();
    }
    return current;
  }

  // a stack of idle threads: those at its bottom end, however often the one on top is used
  private ThreadPoolExecutor pool(int size) {
    return new ThreadPoolExecutor(
        0,
        size,
        30,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, "paas-step-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Does the work as soon as a thread is free; not at all once these threads are ended. */
  void execute(Runnable work) {
    if (!offer(few, work)) {
      later(() -> again(work));
    }
  }

  private void again(Runnable work) {
    if (!offer(few, work) && !offer(more, work)) {
      later(() -> again(work));
    }
  }

  private void later(Runnable attempt) {
    if (!isShutdown()) {
      Timer.get().schedule(attempt, BUSY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private static boolean offer(ThreadPoolExecutor threads, Runnable work) {
    try {
      threads.execute(work);
      return true;
    } catch (RejectedExecutionException e) {
      return false; // all are busy, or ended
    }
  }

  /** Whether the controller goes down. */
  boolean isShutdown() {
    return few.isShutdown();
  }

  /** Ends the threads with Jenkins. */
  @Terminator
  public static synchronized void shutdown() {
    if (current != null) {
      current.few.shutdownNow();
      current.more.shutdownNow();
      current = null;
    }
  }
}
