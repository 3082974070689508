package org.jenkinsci.plugins.workflow.cps;

import hudson.model.Action;
import hudson.model.Descriptor;
import hudson.model.TaskListener;
import io.jenkins.embedded.controller.PipelineEngine;
import io.jenkins.embedded.controller.PipelineProgram;
import io.jenkins.embedded.controller.RunOwner;
import java.util.List;
import org.jenkinsci.plugins.workflow.flow.FlowDefinition;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/** A program given as text. */
public class CpsFlowDefinition extends FlowDefinition {
  private final String script;
  private final boolean sandbox;

  public CpsFlowDefinition(String script, boolean sandbox) throws Descriptor.FormException {
    this.script = script;
    this.sandbox = sandbox;
  }

  public String getScript() {
    return script;
  }

  public boolean isSandbox() {
    return sandbox;
  }

  @Override
  public FlowExecution create(
      FlowExecutionOwner handle, TaskListener listener, List<? extends Action> actions)
      throws Exception {
    RunOwner owner = (RunOwner) handle;
    return PipelineEngine.installed()
        .prepare(
            new PipelineProgram(
                script,
                sandbox,
                owner,
                owner.getExecutable(),
                listener,
                owner::completed,
                owner::reset));
  }
}
