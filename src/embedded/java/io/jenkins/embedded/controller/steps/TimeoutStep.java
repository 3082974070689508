package io.jenkins.embedded.controller.steps;

import hudson.model.Result;
import hudson.model.TaskListener;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.model.CauseOfInterruption;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code timeout(time: 5, unit: 'MINUTES') { … }}: stops its body when the time is over. */
public final class TimeoutStep extends Step {
  private final int time;
  private TimeUnit unit = TimeUnit.MINUTES;

  @DataBoundConstructor
  public TimeoutStep(int time) {
    this.time = time;
  }

  public int getTime() {
    return time;
  }

  public TimeUnit getUnit() {
    return unit;
  }

  @DataBoundSetter
  public void setUnit(TimeUnit unit) {
    this.unit = unit;
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(context, time, unit);
  }

  private static final class Execution extends BodyExecutionStep {
    private static final long serialVersionUID = 1L;
    private final int time;
    private final TimeUnit unit;
    private transient volatile ScheduledFuture<?> killer;

    Execution(StepContext context, int time, TimeUnit unit) {
      super(context);
      this.time = time;
      this.unit = unit;
    }

    @Override
    protected void prepare(BodyInvoker body) throws Exception {
      getContext()
          .get(TaskListener.class)
          .getLogger()
          .println(
              "Timeout set to expire in "
                  + time
                  + " "
                  + unit.toString().toLowerCase(java.util.Locale.ROOT));
    }

    @Override
    protected void started(BodyExecution body) {
      killer = Timer.get().schedule(() -> expire(body), time, unit);
    }

    private void expire(BodyExecution body) {
      body.cancel(
          new FlowInterruptedException(Result.ABORTED, false, new ExceededTimeout(time, unit)));
    }

    @Override
    protected void finished(StepContext context) {
      if (killer != null) {
        killer.cancel(false);
      }
    }
  }

  /** Why the body was stopped. */
  private static final class ExceededTimeout extends CauseOfInterruption {
    private static final long serialVersionUID = 1L;
    private final int time;
    private final TimeUnit unit;

    ExceededTimeout(int time, TimeUnit unit) {
      this.time = time;
      this.unit = unit;
    }

    @Override
    public String getShortDescription() {
      return "Timeout has been exceeded: "
          + time
          + " "
          + unit.toString().toLowerCase(java.util.Locale.ROOT);
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("timeout", true, TaskListener.class);
    }
  }
}
