package io.jenkins.embedded.controller.steps;

import hudson.AbortException;
import hudson.model.TaskListener;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code waitUntil { … }}: runs the body again, less and less often, until it gives true. */
public final class WaitUntilStep extends Step {
  private static final long LONGEST_MILLIS = 15_000;
  private static final double GROWTH = 1.2;

  private long initialRecurrencePeriod = 250;
  private boolean quiet;

  @DataBoundConstructor
  public WaitUntilStep() {}

  public long getInitialRecurrencePeriod() {
    return initialRecurrencePeriod;
  }

  /** Milliseconds between the first two looks. */
  @DataBoundSetter
  public void setInitialRecurrencePeriod(long initialRecurrencePeriod) {
    this.initialRecurrencePeriod = initialRecurrencePeriod;
  }

  public boolean isQuiet() {
    return quiet;
  }

  @DataBoundSetter
  public void setQuiet(boolean quiet) {
    this.quiet = quiet;
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(context, Math.max(1, initialRecurrencePeriod), quiet);
  }

  private static final class Execution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private double period;
    private final boolean quiet;
    private transient volatile ScheduledFuture<?> next;

    Execution(StepContext context, long period, boolean quiet) {
      super(context);
      this.period = period;
      this.quiet = quiet;
    }

    @Override
    public boolean start() {
      look();
      return false;
    }

    private void look() {
      getContext().newBodyInvoker().withCallback(new Callback(this)).start();
    }

    private void looked(StepContext context, Object value) {
      if (!(value instanceof Boolean done)) {
        context.onFailure(
            new AbortException(
                "body return value " + value + " is not boolean: waitUntil { true }"));
      } else if (done) {
        context.onSuccess(null);
      } else {
        try {
          if (!quiet) {
            getContext()
                .get(TaskListener.class)
                .getLogger()
                .println("Will try again after " + Math.round(period) + " ms");
          }
          next = Timer.get().schedule(this::look, Math.round(period), TimeUnit.MILLISECONDS);
          period = Math.min(period * GROWTH, LONGEST_MILLIS);
        } catch (Exception e) {
          context.onFailure(e);
        }
      }
    }

    @Override
    public void stop(Throwable cause) throws Exception {
      ScheduledFuture<?> waiting = next;
      if (waiting != null) {
        waiting.cancel(false);
      }
      super.stop(cause);
    }
  }

  private static final class Callback extends BodyExecutionCallback {
    private static final long serialVersionUID = 1L;
    private final Execution step;

    Callback(Execution step) {
      this.step = step;
    }

    @Override
    public void onSuccess(StepContext context, Object result) {
      step.looked(context, result);
    }

    @Override
    public void onFailure(StepContext context, Throwable t) {
      context.onFailure(t);
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("waitUntil", true, TaskListener.class);
    }
  }
}
