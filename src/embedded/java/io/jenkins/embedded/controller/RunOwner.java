package io.jenkins.embedded.controller;

import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.File;
import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** A run as the owner of its program. In a stream it is the run's id, and nothing of the run. */
public final class RunOwner extends FlowExecutionOwner {
  private static final long serialVersionUID = 1L;

  private final String runId;
  private final transient WorkflowRun run;
  private final transient TaskListener listener;
  private final transient BiConsumer<Result, Throwable> completion;
  private final transient Consumer<Result> reset;

  public RunOwner(
      WorkflowRun run,
      TaskListener listener,
      BiConsumer<Result, Throwable> completion,
      Consumer<Result> reset) {
    this.runId = run.getExternalizableId();
    this.run = run;
    this.listener = listener;
    this.completion = completion;
    this.reset = reset;
  }

  /** Called by the program once, at its end. */
  public void completed(Result result, Throwable cause) {
    completion.accept(result, cause);
  }

  /** Sets the run's result without regard to the present one; null for none. */
  public void reset(Result result) {
    reset.accept(result);
  }

  @Override
  public FlowExecution get() throws IOException {
    WorkflowRun there = getExecutable();
    FlowExecution execution = there.getExecution();
    if (execution == null) {
      throw new IOException(runId + " has no program yet");
    }
    return execution;
  }

  @Override
  public WorkflowRun getExecutable() throws IOException {
    if (run != null) {
      return run;
    }
    Run<?, ?> found = Run.fromExternalizableId(runId);
    if (!(found instanceof WorkflowRun)) {
      throw new IOException("no run " + runId + " on this controller");
    }
    return (WorkflowRun) found;
  }

  @Override
  public File getRootDir() throws IOException {
    return getExecutable().getRootDir();
  }

  @Override
  public String getUrl() throws IOException {
    return getExecutable().getUrl();
  }

  @Override
  public TaskListener getListener() throws IOException {
    return listener == null ? getExecutable().asFlowExecutionOwner().getListener() : listener;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof RunOwner && ((RunOwner) o).runId.equals(runId);
  }

  @Override
  public int hashCode() {
    return runId.hashCode();
  }

  @Override
  public String toString() {
    return "RunOwner[" + runId + "]";
  }
}
