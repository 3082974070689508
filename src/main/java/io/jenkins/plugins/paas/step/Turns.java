package io.jenkins.plugins.paas.step;

import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.paas.core.wait.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
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
  private volatile Thread busy;

  Turns(StepContext context) {
    this.context = context;
  }

  /** Does the work after a while; work of one execution never overlaps. */
  void later(Duration delay, Runnable work) {
    Timer.get()
        .schedule(
            () -> StepThreads.pool().execute(() -> asFlow(work)),
            delay.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Interrupts what is being done, if anything is. */
  void interrupt() {
    Thread thread = busy;
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void asFlow(Runnable work) {
    lock.lock();
    try (ACLContext ignored = ACL.as2(context.get(FlowExecution.class).getAuthentication2())) {
      busy = Thread.currentThread();
      work.run();
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, "The build is gone: " + context, e);
      context.onFailure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      busy = null;
      Thread.interrupted(); // a stop that came too late must not hit the thread's next work
      lock.unlock();
    }
  }
}
