package io.jenkins.plugins.paas.delivery;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.paas.platform.PaasScope;
import io.jenkins.plugins.paas.step.DeploymentResult;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** One step of the bench's build; the build is one, the waits are many. */
final class WaitsContext extends StepContext {
  private static final long serialVersionUID = 1L;

  private final transient WorkflowRun run;
  private final int number;
  private final transient Consumer<DeploymentResult> noticed;
  private final transient CountDownLatch ends;

  WaitsContext(
      WorkflowRun run, int number, Consumer<DeploymentResult> noticed, CountDownLatch ends) {
    this.run = run;
    this.number = number;
    this.noticed = noticed;
    this.ends = ends;
  }

  @Override
  public <T> T get(Class<T> key) {
    Object found =
        key == Run.class
            ? run
            : key == FlowExecution.class
                ? run.getExecution()
                : key == FlowNode.class
                    ? new Node(run.getExecution(), number)
                    : key == TaskListener.class
                        ? TaskListener.NULL
                        : key == PaasScope.class ? new PaasScope(null, "shop", null) : null;
    return key.cast(found);
  }

  @Override
  public void onSuccess(Object result) {
    noticed.accept((DeploymentResult) result);
    ends.countDown();
  }

  @Override
  public void onFailure(Throwable t) {
    System.out.println("a wait failed: " + t.getMessage());
    ends.countDown();
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public ListenableFuture<Void> saveState() {
    return Futures.immediateFuture(null);
  }

  @Override
  public void setResult(Result r) {}

  @Override
  public BodyInvoker newBodyInvoker() {
    throw new IllegalStateException("no body");
  }

  @Override
  public boolean equals(Object o) {
    return this == o;
  }

  @Override
  public int hashCode() {
    return number;
  }

  private static final class Node extends FlowNode {
    Node(FlowExecution execution, int number) {
      super(execution, "bench-" + number);
    }

    @Override
    protected String getTypeDisplayName() {
      return "wait";
    }
  }
}
