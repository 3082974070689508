package org.jenkinsci.plugins.workflow.flow;

import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Action;
import hudson.model.TaskListener;
import java.util.List;

/** Where the program of a job comes from. */
public abstract class FlowDefinition extends AbstractDescribableImpl<FlowDefinition>
    implements ExtensionPoint {
  public FlowExecution create(
      FlowExecutionOwner handle, TaskListener listener, List<? extends Action> actions)
      throws Exception {
    throw new AbstractMethodError(getClass().getName() + " implements no create");
  }
}
