package org.jenkinsci.plugins.workflow.job;

import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.StreamBuildListener;
import hudson.model.listeners.RunListener;
import io.jenkins.embedded.controller.BuildLog;
import io.jenkins.embedded.controller.RunOwner;
import io.jenkins.embedded.controller.Stashes;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.kohsuke.stapler.HttpResponse;

/** A run of a program. */
public final class WorkflowRun extends Run<WorkflowJob, WorkflowRun>
    implements FlowExecutionOwner.Executable {
  private final transient CountDownLatch ended = new CountDownLatch(1);
  private final transient StreamBuildListener listener;
  private final transient RunOwner owner;
  private transient volatile FlowExecution execution;
  private final transient AtomicBoolean completed = new AtomicBoolean();
  private transient volatile boolean stopAsked;

  public WorkflowRun(WorkflowJob job) throws IOException {
    super(job);
    listener = BuildLog.open(this);
    owner = new RunOwner(this, listener, this::programEnded, r -> result = r);
  }

  /** Runs the program to its end, on the calling thread. */
  @Override
  public void run() {
    RunListener.fireStarted(this, listener);
    try {
      getCauses().forEach(cause -> cause.print(listener));
      FlowExecution program = getParent().getDefinition().create(owner, listener, getAllActions());
      execution = program;
      program.start();
      if (stopAsked) {
        interrupt(); // asked for before there was anything to interrupt
      }
      ended.await();
    } catch (Exception e) {
      programEnded(e instanceof InterruptedException ? Result.ABORTED : Result.FAILURE, e);
    }
  }

  private void programEnded(Result outcome, Throwable cause) {
    if (!completed.compareAndSet(false, true)) {
      return;
    }
    try {
      if (cause instanceof FlowInterruptedException) {
        ((FlowInterruptedException) cause).handle(this, listener);
      } else if (cause instanceof AbortException) {
        listener.error(String.valueOf(cause.getMessage()));
      } else if (cause != null) {
        cause.printStackTrace(listener.getLogger());
      }
      setResult(outcome);
      Stashes.clear(this);
      RunListener.fireCompleted(this, listener);
      listener.getLogger().println("Finished: " + result);
      listener.close();
      duration = Math.max(1, System.currentTimeMillis() - timestamp);
      save();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot save " + this, e);
    } finally {
      duration = Math.max(1, System.currentTimeMillis() - timestamp);
      RunListener.fireFinalized(this);
      ended.countDown();
    }
  }

  /** Null before the program is there. */
  public FlowExecution getExecution() {
    return execution;
  }

  @Override
  public FlowExecutionOwner asFlowExecutionOwner() {
    return owner;
  }

  @Override
  public WorkflowRun getPreviousBuild() {
    return super.getPreviousBuild();
  }

  /** Interrupts the steps that run, which may still tidy up. */
  public HttpResponse doStop() {
    interrupt();
    return new HttpResponse() {};
  }

  /**
   * As {@link #doStop}: the embedded controller has no harder way that would leave a log behind.
   */
  public void doTerm() {
    interrupt();
  }

  private void interrupt() {
    stopAsked = true;
    FlowExecution program = execution;
    if (program == null || completed.get()) {
      return;
    }
    try {
      program.interrupt(
          Result.ABORTED,
          new CauseOfInterruption.UserInterruption(System.getProperty("user.name")));
    } catch (IOException | InterruptedException e) {
      listener.error("cannot stop: " + e.getMessage());
    }
  }
}
