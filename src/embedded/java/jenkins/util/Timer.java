package jenkins.util;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The scheduler that everything shares: short work only. */
public class Timer {
  private static ScheduledExecutorService service;

  private Timer() {}

  public static synchronized ScheduledExecutorService get() {
    if (service == null) {
      ScheduledThreadPoolExecutor pool =
          new ScheduledThreadPoolExecutor(
              10,
              task -> {
                Thread thread = new Thread(task, "jenkins.util.Timer");
                thread.setDaemon(true);
                return thread;
              });
      pool.setRemoveOnCancelPolicy(true);
      service = pool;
    }
    return service;
  }

  public static synchronized void shutdown() {
    if (service != null) {
      service.shutdownNow();
      service = null;
    }
  }
}
