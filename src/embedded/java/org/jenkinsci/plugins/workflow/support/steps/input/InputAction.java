package org.jenkinsci.plugins.workflow.support.steps.input;

import hudson.model.Run;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import jenkins.model.RunAction2;

/** The {@code input} steps of a run that wait. */
public class InputAction implements RunAction2 {
  private final transient List<InputStepExecution> executions = new CopyOnWriteArrayList<>();

  @Override
  public void onAttached(Run<?, ?> r) {}

  @Override
  public void onLoad(Run<?, ?> r) {}

  @Override
  public String getIconFileName() {
    return null;
  }

  @Override
  public String getDisplayName() {
    return null;
  }

  @Override
  public String getUrlName() {
    return "input";
  }

  void waits(InputStepExecution execution) {
    executions.add(execution);
  }

  void settled(InputStepExecution execution) {
    executions.remove(execution);
  }

  /** Null where no step of that id waits. */
  public InputStepExecution getExecution(String id) throws InterruptedException, TimeoutException {
    return executions.stream().filter(e -> e.getId().equals(id)).findFirst().orElse(null);
  }

  public List<InputStepExecution> getExecutions() throws InterruptedException, TimeoutException {
    return List.copyOf(executions);
  }
}
