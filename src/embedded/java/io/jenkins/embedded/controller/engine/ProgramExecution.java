package io.jenkins.embedded.controller.engine;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.model.Result;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A program as the rest of the controller sees it. */
final class ProgramExecution extends FlowExecution {
  private final Program program;
  private final FlowExecutionOwner owner;
  private volatile boolean complete;

  ProgramExecution(Program program, FlowExecutionOwner owner) {
    this.program = program;
    this.owner = owner;
  }

  void completed() {
    complete = true;
  }

  @Override
  public void start() {
    program.start();
  }

  @Override
  public FlowExecutionOwner getOwner() {
    return owner;
  }

  @Override
  public List<FlowNode> getCurrentHeads() {
    List<FlowNode> heads = new ArrayList<>();
    for (StepExecution execution : program.executions(true)) {
      if (execution.getContext() instanceof LiveStep step) {
        heads.add(program.node(step.id()));
      }
    }
    return heads;
  }

  @Override
  public ListenableFuture<List<StepExecution>> getCurrentExecutions(boolean innerMostOnly) {
    return Futures.immediateFuture(program.executions(innerMostOnly));
  }

  @Override
  public void interrupt(Result result, CauseOfInterruption... causes) {
    program.interrupt(result, causes);
  }

  @Override
  public boolean isComplete() {
    return complete;
  }

  @Override
  public FlowNode getNode(String id) {
    return program.node(id);
  }
}
