package io.jenkins.plugins.paas.step;

import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.paas.core.audit.AuditTrail;
import io.jenkins.plugins.paas.core.wait.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * When and as whom an execution does its work: one turn at a time, on the suite's threads, as the
 * build's user. Lives as long as the controller does; never serialised.
 */
final class Turns {

  private static final Logger LOGGER = Logger.getLogger(Turns.class.getName());

  final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));

  private final StepContext context;
  private final ReentrantLock lock = new ReentrantLock();
  private Thread busy; // guarded by this
  private StepThreads threads; // of the work being done; guarded by lock

  Turns(StepContext context) {
    this.context = context;
  }

  /** Does the work after a while; work of one execution never overlaps. */
  void later(Duration delay, Runnable work) {
    Timer.get()
        .schedule(
            () -> {
              StepThreads threads = StepThreads.get();
              threads.execute(() -> asFlow(work, threads));
            },
            delay.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /**
   * Whether the controller goes down: what was interrupted by that goes on after the restart. To be
   * asked by the work only.
   */
  boolean ending() {
    return threads != null && threads.isShutdown();
  }

  /** Interrupts what is being done, if anything is. */
  synchronized void interrupt() {
    if (busy != null) {
      busy.interrupt();
    }
  }

  // in one monitor with interrupt(), or a late one would hit another build's work on this thread
  private synchronized void busy(Thread thread) {
    busy = thread;
    if (thread == null) {
      Thread.interrupted();
    }
  }

  private AuditTrail.Scope audited() throws IOException, InterruptedException {
    AuditSink.connect();
    return AuditTrail.as(
        Jenkins.getAuthentication2().getName(), context.get(Run.class).getExternalizableId());
  }

  private void asFlow(Runnable work, StepThreads on) {
    lock.lock();
    threads = on;
    try (ACLContext ignored = ACL.as2(context.get(FlowExecution.class).getAuthentication2());
        AuditTrail.Scope scope = audited()) {
      busy(Thread.currentThread());
      work.run();
    } catch (InterruptedException e) {
      LOGGER.log(Level.FINE, "Interrupted before its work began: " + context, e);
      if (!ending()) {
        context.onFailure(e);
      }
    } catch (Exception | LinkageError e) {
      LOGGER.log(Level.WARNING, "The build is gone: " + context, e);
      context.onFailure(e);
    } finally {
      busy(null);
      lock.unlock();
    }
  }
}
