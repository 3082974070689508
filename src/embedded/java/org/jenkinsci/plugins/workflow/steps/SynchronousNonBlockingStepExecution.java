package org.jenkinsci.plugins.workflow.steps;

import hudson.security.ACL;
import hudson.security.ACLContext;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/** A step that blocks, on a thread of its own; a restart of the controller fails it. */
public abstract class SynchronousNonBlockingStepExecution<T> extends StepExecution {
  private static final long serialVersionUID = 1L;
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final ExecutorService POOL =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "step " + COUNT.incrementAndGet());
            thread.setDaemon(true);
            return thread;
          });

  private transient volatile Future<?> task;
  private transient volatile Throwable stopCause;

  protected SynchronousNonBlockingStepExecution(StepContext context) {
    super(context);
  }

  protected abstract T run() throws Exception;

  @Override
  public final boolean start() throws Exception {
    Authentication authentication = Jenkins.getAuthentication2();
    task = POOL.submit(() -> runAs(authentication));
    return false;
  }

  private void runAs(Authentication authentication) {
    try (ACLContext ignored = ACL.as2(authentication)) {
      getContext().onSuccess(run());
    } catch (Throwable e) {
      if (stopCause == null) {
        getContext().onFailure(e);
      } else {
        stopCause.addSuppressed(e);
      }
    }
  }

  @Override
  public void stop(Throwable cause) throws Exception {
    stopCause = cause;
    Future<?> running = task;
    if (running != null) {
      running.cancel(true);
    }
    super.stop(cause);
  }

  @Override
  public void onResume() {
    getContext().onFailure(new SynchronousResumeNotSupportedException());
  }

  @Override
  public boolean blocksRestart() {
    return task != null;
  }
}
