package io.jenkins.embedded.controller.engine;

import groovy.lang.Closure;
import io.jenkins.embedded.controller.SerializedCopy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;

/** Collects what a step gives to its body, then starts it. */
final class BodyStart extends BodyInvoker {
  private final LiveStep step;
  private final Closure<?> closure;
  private final List<BodyExecutionCallback> callbacks = new ArrayList<>();
  private Scope scope;
  private String title;

  BodyStart(LiveStep step, Closure<?> closure, String title) {
    this.step = step;
    this.closure = closure;
    this.scope = step.scope();
    this.title = title;
  }

  @Override
  public BodyInvoker withContext(Object override) {
    // Rule b: what a body sees has been in the program's stored state.
    try {
      scope = scope.with(Contexts.isPickled(override) ? override : SerializedCopy.of(override));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Step '"
              + step.descriptor().getFunctionName()
              + "' gives its body an object that cannot be saved: "
              + e,
          e);
    }
    return this;
  }

  @Override
  public BodyInvoker withDisplayName(String name) {
    return this;
  }

  @Override
  public BodyInvoker withCallback(BodyExecutionCallback callback) {
    try {
      // Stored together with its execution, so the copy proves it and the original goes on.
      SerializedCopy.of(callback);
      callbacks.add(callback);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Step '"
              + step.descriptor().getFunctionName()
              + "' has a callback that cannot be saved: "
              + e,
          e);
    }
    return this;
  }

  @Override
  public BodyExecution start() {
    Body body = new Body(step, scope, title, closure, callbacks);
    body.start();
    return body;
  }
}
