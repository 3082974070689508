package org.jenkinsci.plugins.workflow.graph;

import hudson.model.Actionable;
import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/** One step of a program that ran or runs, with a number that no other has. */
public abstract class FlowNode extends Actionable {
  private final String id;
  private final transient FlowExecution exec;
  private final List<FlowNode> parents;

  protected FlowNode(FlowExecution exec, String id, FlowNode... parents) {
    this.exec = exec;
    this.id = id;
    this.parents = List.of(parents);
  }

  public String getId() {
    return id;
  }

  public FlowExecution getExecution() {
    return exec;
  }

  public List<FlowNode> getParents() {
    return parents;
  }

  @Override
  public String getDisplayName() {
    return getTypeDisplayName();
  }

  public String getDisplayFunctionName() {
    return getTypeFunctionName();
  }

  protected abstract String getTypeDisplayName();

  protected String getTypeFunctionName() {
    return getTypeDisplayName();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof FlowNode && ((FlowNode) o).id.equals(id) && ((FlowNode) o).exec == exec;
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "[id=" + id + "]";
  }
}
