package io.jenkins.plugins.paas.kube;

import io.jenkins.plugins.paas.core.audit.AuditTrail;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A few threads that work side by side: as many requests are under way at a time. */
final class Lanes implements AutoCloseable {

  private static final int PARALLEL = 8;

  private final ExecutorService threads;

  /**
   * What became of some work.
   *
   * @param values in the order of the work, {@code null} where it failed
   * @param failures in the same order
   */
  record Results<T>(List<T> values, List<KubeFailure> failures) {}

  /**
   * @param most how much work there will be at a time
   */
  Lanes(int most) {
    AtomicInteger number = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(PARALLEL, most)),
            task -> {
              Thread thread = new Thread(task, "paas-apply-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Does all of it, whatever fails. */
  <T> Results<T> all(List<Callable<T>> work) throws InterruptedException {
    List<Future<T>> futures = new ArrayList<>(work.size());
    for (Callable<T> one : work) {
      futures.add(threads.submit(AuditTrail.carrying(one)));
    }
    List<T> values = new ArrayList<>(work.size());
    List<KubeFailure> failures = new ArrayList<>();
    for (Future<T> future : futures) {
      T value = null;
      try {
        value = future.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof KubeFailure failure)) {
          throw new IllegalStateException(e.getCause());
        }
        failures.add(failure);
      }
      values.add(value);
    }
    return new Results<>(values, failures);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
