package io.jenkins.embedded.controller.engine;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import groovy.lang.Closure;
import hudson.model.Result;
import io.jenkins.embedded.controller.SerializedCopy;
import io.jenkins.embedded.controller.StartGuard;
import io.jenkins.embedded.controller.steps.Branches;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** One call of a step: its context, its execution and its outcome. */
final class LiveStep extends StepContext implements Branches {
  private static final long serialVersionUID = 1L;

  private final transient Program program;
  private final transient Scope scope;
  private final transient StepDescriptor descriptor;
  private final transient StepArguments arguments;
  private final transient String title;
  private final String id;
  // The rest is guarded by this.
  private transient StepExecution execution;
  private transient boolean started;
  private transient boolean done;
  private transient Object value;
  private transient Throwable failure;
  private final transient List<Body> bodies = new ArrayList<>();
  private final transient List<SettableFuture<Void>> unsaved = new ArrayList<>();

  LiveStep(Branch branch, StepDescriptor descriptor, StepArguments arguments) {
    this.program = branch.program();
    this.id = program.nextId();
    this.title = branch.title();
    this.scope = branch.scope().with(program.newNode(id, descriptor));
    this.descriptor = descriptor;
    this.arguments = arguments;
  }

  String id() {
    return id;
  }

  Program program() {
    return program;
  }

  Scope scope() {
    return scope;
  }

  StepDescriptor descriptor() {
    return descriptor;
  }

  StepExecution execution() {
    return execution;
  }

  /** Starts the execution and waits for its outcome; called with the turn, returns with it. */
  Object run(StepExecution started) throws Throwable {
    execution = started;
    Branch branch = Branch.current();
    branch.waitsFor(this);
    program.add(this);
    try {
      branch.checkInterrupted(); // asked for since the last operation: no later one would see it
      boolean finished = StartGuard.during(descriptor.getFunctionName(), started::start);
      if (finished && !isDone()) {
        throw new IllegalStateException(
            descriptor.getFunctionName() + ": start() returned true without an outcome");
      }
      if (!finished) {
        saved(started);
        program.turn().give();
        try {
          await();
        } finally {
          program.turn().take();
        }
      } else {
        complete(null);
      }
      if (failure != null) {
        throw failure;
      }
      // A result crosses the program's stored state on Jenkins, so what goes on is a copy.
      return finished ? value : copy(value, "result");
    } finally {
      branch.waitsFor(null);
      program.remove(this);
    }
  }

  private Object copy(Object original, String what) throws IOException {
    try {
      return SerializedCopy.of(original);
    } catch (IOException e) {
      throw new IOException(
          "The " + what + " of step '" + descriptor.getFunctionName() + "' cannot be saved: " + e,
          e);
    }
  }

  /** Rule b: a step that goes on after start() must survive in the program's stored state. */
  private void saved(StepExecution running) throws IOException {
    try {
      copy(running, "execution");
      complete(null);
    } catch (IOException e) {
      complete(e);
      stop(e);
      throw e;
    }
    synchronized (this) {
      this.started = true;
    }
  }

  private void complete(IOException problem) {
    List<SettableFuture<Void>> waiting;
    synchronized (this) {
      started = true;
      waiting = List.copyOf(unsaved);
      unsaved.clear();
    }
    for (SettableFuture<Void> future : waiting) {
      if (problem == null) {
        future.set(null);
      } else {
        future.setException(problem);
      }
    }
  }

  private synchronized void await() throws InterruptedException {
    while (!done) {
      wait();
    }
  }

  private synchronized boolean isDone() {
    return done;
  }

  private void end(Object result, Throwable problem) {
    synchronized (this) {
      if (done) {
        return;
      }
      done = true;
      value = result;
      failure = problem;
      notifyAll();
    }
  }

  @Override
  public void onSuccess(Object result) {
    end(result, null);
  }

  @Override
  public void onFailure(Throwable t) {
    end(null, t);
  }

  synchronized void add(Body body) {
    bodies.add(body);
  }

  synchronized List<Body> runningBodies() {
    return List.copyOf(bodies);
  }

  synchronized void remove(Body body) {
    bodies.remove(body);
  }

  /** Stops running bodies, innermost steps first, or else the step itself. */
  void stop(Throwable cause) {
    boolean cancelled = false;
    for (Body body : runningBodies()) {
      cancelled |= body.cancel(cause);
    }
    if (cancelled) {
      return;
    }
    try {
      if (execution == null) {
        onFailure(cause);
      } else {
        execution.stop(cause);
      }
    } catch (Exception e) {
      cause.addSuppressed(e);
      onFailure(cause);
    }
  }

  @Override
  public <T> T get(Class<T> key) throws IOException, InterruptedException {
    return program.contexts().get(this, key);
  }

  @Override
  public synchronized boolean isReady() {
    return started || execution != null;
  }

  @Override
  public ListenableFuture<Void> saveState() {
    SettableFuture<Void> future = SettableFuture.create();
    boolean now;
    synchronized (this) {
      now = started;
      if (!now) {
        unsaved.add(future);
      }
    }
    if (now) {
      try {
        copy(execution, "execution");
        future.set(null);
      } catch (IOException e) {
        future.setException(e);
      }
    }
    return future;
  }

  @Override
  public void setResult(Result result) {
    program.run().setResult(result);
  }

  @Override
  public boolean hasBody() {
    return !arguments.closures().isEmpty();
  }

  @Override
  public BodyInvoker newBodyInvoker() {
    if (!hasBody()) {
      throw new IllegalStateException(
          "There is no body to invoke: step '" + descriptor.getFunctionName() + "' was given none");
    }
    return new BodyStart(this, arguments.closures().get(0), title);
  }

  @Override
  public List<String> branchNames() {
    return arguments.named().entrySet().stream()
        .filter(entry -> entry.getValue() instanceof Closure)
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public BodyInvoker branch(String name) {
    String full = title == null ? name : title + "/" + name;
    BodyStart start = new BodyStart(this, (Closure<?>) arguments.named().get(name), full);
    return start.withContext(new BranchName(full));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LiveStep that && that.id.equals(id) && that.program == program;
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "step " + descriptor.getFunctionName() + " (" + id + ") of " + program.run();
  }

  private Object writeReplace() throws ObjectStreamException {
    return new StepHandle(program.key(), id);
  }
}
