package io.jenkins.embedded.controller.steps;

import hudson.model.Result;
import hudson.model.TaskListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** {@code parallel a: { … }, b: { … }, failFast: true}: gives a map of the branches' values. */
public final class ParallelStep extends Step {
  private final boolean failFast;

  ParallelStep(boolean failFast) {
    this.failFast = failFast;
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(context, failFast);
  }

  private static final class Execution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private final boolean failFast;
    private final LinkedHashMap<String, Object> values = new LinkedHashMap<>();
    private final List<String> open = new ArrayList<>();
    private Throwable failure;
    private final transient Map<String, BodyExecution> bodies = new LinkedHashMap<>();

    Execution(StepContext context, boolean failFast) {
      super(context);
      this.failFast = failFast;
    }

    @Override
    public boolean start() {
      Branches branches = (Branches) getContext();
      open.addAll(branches.branchNames());
      for (String name : branches.branchNames()) {
        BodyExecution body = branches.branch(name).withCallback(new Callback(this, name)).start();
        synchronized (bodies) {
          bodies.put(name, body);
        }
      }
      return false;
    }

    // Callbacks run one at a time: they hold the build's turn.
    void ended(String name, Object value, Throwable problem) {
      open.remove(name);
      values.put(name, value);
      if (problem != null) {
        failed(name, problem);
      }
      if (open.isEmpty()) {
        if (failure == null) {
          getContext().onSuccess(values);
        } else {
          getContext().onFailure(failure);
        }
      }
    }

    private void failed(String name, Throwable problem) {
      try {
        getContext().get(TaskListener.class).getLogger().println("Failed in branch " + name);
      } catch (Exception e) {
        problem.addSuppressed(e);
      }
      if (failure != null) {
        if (failure != problem) {
          failure.addSuppressed(problem);
        }
        return;
      }
      failure = problem;
      if (failFast) {
        Throwable stop =
            new FlowInterruptedException(Result.ABORTED, true, new FailFastCause(name));
        List<BodyExecution> others;
        synchronized (bodies) {
          others = List.copyOf(bodies.values());
        }
        others.forEach(body -> body.cancel(stop));
      }
    }
  }

  private static final class Callback extends BodyExecutionCallback {
    private static final long serialVersionUID = 1L;
    private final Execution step;
    private final String name;

    Callback(Execution step, String name) {
      this.step = step;
      this.name = name;
    }

    @Override
    public void onSuccess(StepContext context, Object result) {
      step.ended(name, result, null);
    }

    @Override
    public void onFailure(StepContext context, Throwable t) {
      step.ended(name, null, t);
    }
  }

  /** Another branch failed and failFast is on. */
  private static final class FailFastCause extends CauseOfInterruption {
    private static final long serialVersionUID = 1L;
    private final String branch;

    FailFastCause(String branch) {
      this.branch = branch;
    }

    @Override
    public String getShortDescription() {
      return "Failed in branch " + branch;
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("parallel", false, TaskListener.class);
    }

    @Override
    public Step newInstance(Map<String, Object> arguments) {
      if (arguments.isEmpty()) {
        throw new IllegalArgumentException("parallel needs branches: parallel a: { … }, b: { … }");
      }
      arguments.forEach(
          (name, value) -> {
            if (!name.equals("failFast") && !(value instanceof groovy.lang.Closure)) {
              throw new IllegalArgumentException("parallel: branch '" + name + "' is no closure");
            }
          });
      return new ParallelStep(Boolean.TRUE.equals(arguments.get("failFast")));
    }
  }
}
