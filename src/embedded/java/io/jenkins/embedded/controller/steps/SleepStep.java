package io.jenkins.embedded.controller.steps;

import hudson.model.TaskListener;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code sleep 10} or {@code sleep time: 2, unit: 'MINUTES'}. */
public final class SleepStep extends Step {
  private final int time;
  private TimeUnit unit = TimeUnit.SECONDS;

  @DataBoundConstructor
  public SleepStep(int time) {
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
    return new Execution(context, unit.toMillis(time));
  }

  private static final class Execution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private final long millis;
    private transient volatile ScheduledFuture<?> wake;

    Execution(StepContext context, long millis) {
      super(context);
      this.millis = millis;
    }

    @Override
    public boolean start() throws Exception {
      getContext()
          .get(TaskListener.class)
          .getLogger()
          .println("Sleeping for " + millis / 1000.0 + " s");
      wake =
          Timer.get().schedule(() -> getContext().onSuccess(null), millis, TimeUnit.MILLISECONDS);
      return false;
    }

    @Override
    public void stop(Throwable cause) throws Exception {
      if (wake != null) {
        wake.cancel(false);
      }
      super.stop(cause);
    }

    @Override
    public String getStatus() {
      return "sleeping for " + millis + " ms";
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("sleep", false, TaskListener.class);
    }
  }
}
