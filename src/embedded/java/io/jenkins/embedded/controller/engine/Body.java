package io.jenkins.embedded.controller.engine;

import groovy.lang.Closure;
import io.jenkins.embedded.controller.StartGuard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A body that runs on a branch of its own. */
final class Body extends BodyExecution {
  private static final long serialVersionUID = 1L;

  private final transient LiveStep step;
  private final transient Branch branch;
  private final transient Closure<?> closure;
  private final transient List<BodyExecutionCallback> callbacks;
  private final transient CompletableFuture<Object> outcome = new CompletableFuture<>();

  Body(
      LiveStep step,
      Scope scope,
      String title,
      Closure<?> closure,
      List<BodyExecutionCallback> callbacks) {
    this.step = step;
    this.branch = new Branch(step.program(), scope, title);
    this.closure = closure;
    this.callbacks = callbacks;
  }

  void start() {
    step.add(this);
    branch.start(this::run);
  }

  private void run() {
    // Callbacks see the step as the context of the body, as CpsBodyExecution gives it.
    StepContext context = new BodyContext(step, branch.scope());
    Object value = null;
    Throwable failure = null;
    try {
      callbacks.forEach(c -> guarded(() -> c.onStart(context)));
      branch.checkInterrupted();
      value = closure.call();
    } catch (Throwable t) {
      failure = t;
    }
    step.remove(this);
    Object result = value;
    Throwable problem = failure;
    for (BodyExecutionCallback callback : callbacks) {
      try {
        if (problem == null) {
          guarded(() -> callback.onSuccess(context, result));
        } else {
          guarded(() -> callback.onFailure(context, problem));
        }
      } catch (Throwable t) {
        step.onFailure(t);
      }
    }
    if (problem == null) {
      outcome.complete(result);
    } else {
      outcome.completeExceptionally(problem);
    }
  }

  private void guarded(Runnable callback) {
    try {
      StartGuard.during(
          step.descriptor().getFunctionName(),
          () -> {
            callback.run();
            return null;
          });
    } catch (Exception e) {
      throw Sneaky.thrown(e);
    }
  }

  @Override
  public Collection<StepExecution> getCurrentExecutions() {
    List<StepExecution> found = new ArrayList<>();
    branch.executions(found, true);
    return found;
  }

  Branch branch() {
    return branch;
  }

  @Override
  public boolean cancel(Throwable error) {
    if (outcome.isDone()) {
      return false;
    }
    branch.interrupt(error);
    return true;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return cancel(new CancellationException());
  }

  @Override
  public boolean isCancelled() {
    return outcome.isCompletedExceptionally();
  }

  @Override
  public boolean isDone() {
    return outcome.isDone();
  }

  @Override
  public Object get() throws InterruptedException, ExecutionException {
    return outcome.get();
  }

  @Override
  public Object get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return outcome.get(timeout, unit);
  }

  private Object writeReplace() {
    // A stored program finds its bodies by the step; nothing of a thread can be stored.
    return new Stored();
  }

  /** What remains of a running body in stored state. */
  private static final class Stored extends BodyExecution {
    private static final long serialVersionUID = 1L;

    @Override
    public Collection<StepExecution> getCurrentExecutions() {
      return List.of();
    }

    @Override
    public boolean cancel(Throwable t) {
      return false;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      return false;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public Object get() {
      throw new IllegalStateException("the body of a copied execution cannot be waited for");
    }

    @Override
    public Object get(long timeout, TimeUnit unit) {
      return get();
    }
  }
}
