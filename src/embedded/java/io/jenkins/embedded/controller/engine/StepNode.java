package io.jenkins.embedded.controller.engine;

import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;

/** The node of one call of a step. */
final class StepNode extends FlowNode {
  private final String function;

  StepNode(FlowExecution execution, String id, String function) {
    super(execution, id);
    this.function = function;
  }

  @Override
  protected String getTypeDisplayName() {
    return function;
  }
}
