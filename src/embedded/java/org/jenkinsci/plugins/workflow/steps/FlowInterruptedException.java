package org.jenkinsci.plugins.workflow.steps;

import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;

/** Something stopped the steps from outside, and says with which result. */
public final class FlowInterruptedException extends InterruptedException {
  private static final long serialVersionUID = 1L;

  private final Result result;
  private final ArrayList<CauseOfInterruption> causes;
  private boolean actualInterruption;

  /**
   * @param actualInterruption false where a step ends itself early, as a time-out does
   */
  public FlowInterruptedException(
      Result result, boolean actualInterruption, CauseOfInterruption... causes) {
    this.result = result;
    this.actualInterruption = actualInterruption;
    this.causes = new ArrayList<>(List.of(causes));
  }

  public Result getResult() {
    return result;
  }

  public List<CauseOfInterruption> getCauses() {
    return causes;
  }

  public boolean isActualInterruption() {
    return actualInterruption;
  }

  public void setActualInterruption(boolean actualInterruption) {
    this.actualInterruption = actualInterruption;
  }

  @Override
  public String getMessage() {
    String text = super.getMessage();
    return text != null || causes.isEmpty()
        ? text
        : causes.stream()
            .map(CauseOfInterruption::getShortDescription)
            .collect(Collectors.joining(", "));
  }

  /** Sets the run's result and prints the causes. */
  public void handle(Run<?, ?> run, TaskListener listener) {
    causes.forEach(c -> c.print(listener));
    run.setResult(result);
  }
}
