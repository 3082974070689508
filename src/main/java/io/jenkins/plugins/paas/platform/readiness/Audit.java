package io.jenkins.plugins.paas.platform.readiness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks everything at the same time: a system that does not answer costs its own time-out, and none
 * of the others'.
 */
public final class Audit {

  /** More inquiries than any platform has; a thread each. */
  private static final int MOST = 64;

  private Audit() {}

  /**
   * All findings, in the order of the needs. None of the inquiries fails: what went wrong is a
   * finding.
   */
  public static List<Finding> of(List<Inquiry> inquiries) throws InterruptedException {
    if (inquiries.isEmpty()) {
      return List.of();
    }
    AtomicInteger number = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(MOST, inquiries.size()),
            task -> {
              Thread thread = new Thread(task, "paas-check-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    try {
      long start = System.nanoTime();
      List<Future<List<Finding>>> futures = new ArrayList<>();
      for (Inquiry inquiry : inquiries) {
        futures.add(threads.submit(() -> timed(inquiry)));
      }
      List<Finding> findings = new ArrayList<>();
      for (int i = 0; i < futures.size(); i++) {
        findings.addAll(answer(inquiries.get(i), futures.get(i), start));
      }
      findings.sort(Comparator.comparing(Finding::need));
      return findings;
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<Finding> timed(Inquiry inquiry) throws InterruptedException {
    long start = System.nanoTime();
    List<Finding> findings;
    try {
      findings = inquiry.work().look();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | LinkageError e) {
      findings = List.of(Faults.finding(inquiry.need(), inquiry.component(), e));
    }
    long took = Duration.ofNanos(System.nanoTime() - start).toMillis();
    return findings.stream().map(f -> f.millis() > 0 ? f : f.after(took)).toList();
  }

  private static List<Finding> answer(Inquiry inquiry, Future<List<Finding>> future, long start)
      throws InterruptedException {
    long left = inquiry.limit().toNanos() - (System.nanoTime() - start);
    try {
      return future.get(Math.max(0, left), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      return List.of(
          Finding.about(inquiry.need(), inquiry.component())
              .flaw(
                  Readiness.UNKNOWN,
                  "no answer within " + inquiry.limit().toSeconds() + " s",
                  "Look whether it is overloaded, and at the network in between.")
              .finding()
              .after(inquiry.limit().toMillis()));
    } catch (ExecutionException e) {
      return List.of(Faults.finding(inquiry.need(), inquiry.component(), e.getCause()));
    }
  }
}
