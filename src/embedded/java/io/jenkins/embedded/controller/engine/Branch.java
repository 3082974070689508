package io.jenkins.embedded.controller.engine;

import groovy.lang.Closure;
import io.jenkins.embedded.controller.sandbox.SandboxInterceptor;
import java.util.List;
import java.util.concurrent.Callable;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A thread that runs one body of a build's program, and what it does at the moment. */
final class Branch {
  private static final ThreadLocal<Branch> CURRENT = new ThreadLocal<>();

  private final Program program;
  private final Scope scope;
  private final String title;
  // Guarded by this.
  private LiveStep waitingFor;
  private Throwable pending;

  Branch(Program program, Scope scope, String title) {
    this.program = program;
    this.scope = scope;
    this.title = title;
  }

  /** The branch of the calling thread; a step can be called from nowhere else. */
  static Branch current() {
    Branch branch = CURRENT.get();
    if (branch == null) {
      throw new IllegalStateException("Pipeline code ran on a thread that belongs to no build");
    }
    return branch;
  }

  static Branch currentOrNull() {
    return CURRENT.get();
  }

  Program program() {
    return program;
  }

  Scope scope() {
    return scope;
  }

  String title() {
    return title;
  }

  /** Runs Groovy on a new thread; the end is the callable's own affair. */
  void start(Runnable work) {
    Thread thread = new Thread(() -> enter(work), program.threadName(title));
    thread.setDaemon(true);
    thread.setContextClassLoader(program.classLoader());
    thread.start();
  }

  private void enter(Runnable work) {
    SandboxInterceptor interceptor = new SandboxInterceptor(this::checkInterrupted);
    program.turn().take();
    CURRENT.set(this);
    interceptor.register();
    try {
      work.run();
    } finally {
      interceptor.unregister();
      CURRENT.remove();
      program.turn().give();
    }
  }

  /** Throws what was asked for by {@link #interrupt} while the branch computed. */
  void checkInterrupted() {
    Throwable thrown;
    synchronized (this) {
      thrown = pending;
      pending = null;
    }
    if (thrown != null) {
      throw Sneaky.thrown(thrown);
    }
  }

  synchronized void waitsFor(LiveStep step) {
    waitingFor = step;
  }

  /** Stops the step that is waited for, or the computation at its next operation. */
  void interrupt(Throwable cause) {
    LiveStep step;
    synchronized (this) {
      step = waitingFor;
      if (step == null) {
        pending = cause;
        return;
      }
    }
    step.stop(cause);
  }

  /** The executions that this branch and the bodies it waits for are in. */
  void executions(List<StepExecution> found, boolean innermostOnly) {
    LiveStep step;
    synchronized (this) {
      step = waitingFor;
    }
    if (step == null) {
      return;
    }
    List<Body> bodies = step.runningBodies();
    if (step.execution() != null && (bodies.isEmpty() || !innermostOnly)) {
      found.add(step.execution());
    }
    bodies.forEach(body -> body.branch().executions(found, innermostOnly));
  }

  /** A Groovy closure whose body is Java; lets the Declarative part call steps with bodies. */
  static Closure<Object> body(Callable<?> work) {
    return new JavaBody(work);
  }

  private static final class JavaBody extends Closure<Object> {
    private static final long serialVersionUID = 1L;
    private final transient Callable<?> work;

    JavaBody(Callable<?> work) {
      super(Branch.class);
      this.work = work;
    }

    @Override
    public Object call() {
      try {
        return work.call();
      } catch (Exception e) {
        throw Sneaky.thrown(e);
      }
    }

    @Override
    public Object call(Object... arguments) {
      return call();
    }
  }
}
