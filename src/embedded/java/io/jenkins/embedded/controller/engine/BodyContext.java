package io.jenkins.embedded.controller.engine;

import com.google.common.util.concurrent.ListenableFuture;
import hudson.model.Result;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What a body's callbacks get: the step's outcome, but the objects that the body sees. */
final class BodyContext extends StepContext {
  private static final long serialVersionUID = 1L;

  private final LiveStep step;
  private final transient Scope scope;

  BodyContext(LiveStep step, Scope scope) {
    this.step = step;
    this.scope = scope;
  }

  @Override
  public <T> T get(Class<T> key) throws IOException, InterruptedException {
    return step.program().contexts().get(scope, key);
  }

  @Override
  public void onSuccess(Object result) {
    step.onSuccess(result);
  }

  @Override
  public void onFailure(Throwable t) {
    step.onFailure(t);
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public ListenableFuture<Void> saveState() {
    return step.saveState();
  }

  @Override
  public void setResult(Result result) {
    step.setResult(result);
  }

  @Override
  public boolean hasBody() {
    return step.hasBody();
  }

  @Override
  public BodyInvoker newBodyInvoker() {
    return step.newBodyInvoker();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BodyContext that && that.step.equals(step);
  }

  @Override
  public int hashCode() {
    return step.hashCode();
  }

  private Object writeReplace() {
    return step;
  }
}
