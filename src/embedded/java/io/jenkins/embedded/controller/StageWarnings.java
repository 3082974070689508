package io.jenkins.embedded.controller;

import hudson.model.Result;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * The worst result that steps of a stage ended with although the build goes on. Jenkins keeps such
 * results on the nodes of the program; they count for the stages around, too.
 */
public final class StageWarnings {
  private final StageWarnings outer;
  private Result worst = Result.SUCCESS;

  /**
   * @param outer of the stage around, or null
   */
  public StageWarnings(StageWarnings outer) {
    this.outer = outer;
  }

  public synchronized Result worst() {
    return worst;
  }

  private void add(Result result) {
    synchronized (this) {
      worst = result.isWorseThan(worst) ? result : worst;
    }
    if (outer != null) {
      outer.add(result);
    }
  }

  /** A step's result for the stage that it is in; outside of stages it is for none. */
  public static void add(StepContext context, Result result)
      throws IOException, InterruptedException {
    StageWarnings stage = context.get(StageWarnings.class);
    if (stage != null) {
      stage.add(result);
    }
  }
}
