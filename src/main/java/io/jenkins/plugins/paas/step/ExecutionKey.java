package io.jenkins.plugins.paas.step;

import hudson.model.Run;
import java.io.IOException;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Names one execution of one step for ever, so that a remote side can tell a retry from a new call.
 */
final class ExecutionKey {

  private static final int CONTROLLER_CHARS = 12;

  private ExecutionKey() {}

  /** {@code jenkins:<controller>:<job>#<number>:<flow node>}; no I/O. */
  static String of(StepContext context) throws IOException, InterruptedException {
    Run<?, ?> run = context.get(Run.class);
    FlowNode node = context.get(FlowNode.class);
    return "jenkins:"
        + Jenkins.get().getLegacyInstanceId().substring(0, CONTROLLER_CHARS)
        + ":"
        + run.getExternalizableId()
        + ":"
        + node.getId();
  }
}
