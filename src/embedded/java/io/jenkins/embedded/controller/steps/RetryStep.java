package io.jenkins.embedded.controller.steps;

import hudson.AbortException;
import hudson.model.TaskListener;
import java.util.List;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code retry(3) { … }}. The conditions {@code nonresumable()} and {@code agent()} never hold
 * here: this controller neither resumes nor loses agents, so with them alone a failure is final.
 */
public final class RetryStep extends Step {
  private final int count;
  private List<Object> conditions;

  @DataBoundConstructor
  public RetryStep(int count) {
    this.count = count;
  }

  public int getCount() {
    return count;
  }

  public List<Object> getConditions() {
    return conditions;
  }

  @DataBoundSetter
  public void setConditions(List<Object> conditions) {
    this.conditions = conditions;
  }

  @Override
  public StepExecution start(StepContext context) {
    if (count < 1) {
      throw new IllegalArgumentException("retry: count must be at least 1, not " + count);
    }
    if (conditions != null) {
      for (Object condition : conditions) {
        boolean known =
            condition instanceof UninstantiatedDescribable given
                && List.of("nonresumable", "agent").contains(given.getSymbol());
        if (!known) {
          throw new IllegalArgumentException(
              "retry: conditions are nonresumable() and agent(), not " + condition);
        }
      }
    }
    return new Execution(context, count, conditions != null && !conditions.isEmpty());
  }

  private static final class Execution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private int left;
    private final boolean conditional;

    Execution(StepContext context, int count, boolean conditional) {
      super(context);
      this.left = count;
      this.conditional = conditional;
    }

    @Override
    public boolean start() {
      again();
      return false;
    }

    private void again() {
      left--;
      getContext().newBodyInvoker().withCallback(new Callback(this)).start();
    }

    void failed(StepContext context, Throwable t) {
      boolean interrupted =
          t instanceof FlowInterruptedException stopped && stopped.isActualInterruption();
      if (left <= 0 || interrupted || conditional) {
        context.onFailure(t);
        return;
      }
      try {
        TaskListener log = getContext().get(TaskListener.class);
        log.error(t instanceof AbortException ? t.getMessage() : t.toString());
        log.getLogger().println("Retrying");
        again();
      } catch (Exception e) {
        context.onFailure(e);
      }
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
      context.onSuccess(result);
    }

    @Override
    public void onFailure(StepContext context, Throwable t) {
      step.failed(context, t);
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("retry", true, TaskListener.class);
    }
  }
}
