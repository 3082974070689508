package org.jenkinsci.plugins.workflow.flow;

import com.google.common.util.concurrent.ListenableFuture;
import hudson.model.Result;
import hudson.security.ACL;
import java.io.IOException;
import java.util.List;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.springframework.security.core.Authentication;

/** A program that runs. */
public abstract class FlowExecution {
  /** Starts it and returns at once. */
  public abstract void start() throws IOException;

  public abstract FlowExecutionOwner getOwner();

  /** The nodes it is at; several in {@code parallel}. */
  public abstract List<FlowNode> getCurrentHeads();

  /**
   * @param innerMostOnly leaves out the blocks around them
   */
  public ListenableFuture<List<StepExecution>> getCurrentExecutions(boolean innerMostOnly) {
    throw new AbstractMethodError(getClass().getName() + " implements no getCurrentExecutions");
  }

  /** Stops the innermost steps; the program sees a FlowInterruptedException. */
  public abstract void interrupt(Result r, CauseOfInterruption... causes)
      throws IOException, InterruptedException;

  public boolean isComplete() {
    throw new AbstractMethodError(getClass().getName() + " implements no isComplete");
  }

  /** Null where there is none. */
  public abstract FlowNode getNode(String id) throws IOException;

  public FlowDurabilityHint getDurabilityHint() {
    return FlowDurabilityHint.MAX_SURVIVABILITY;
  }

  /** As whom the program runs. */
  public Authentication getAuthentication2() {
    return ACL.SYSTEM2;
  }
}
