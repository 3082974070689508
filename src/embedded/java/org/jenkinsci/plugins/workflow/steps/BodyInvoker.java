package org.jenkinsci.plugins.workflow.steps;

import com.google.common.util.concurrent.FutureCallback;
import java.util.Collection;

/** Starts the body of a block step. */
public abstract class BodyInvoker {
  /** The body sees this object by its type. */
  public abstract BodyInvoker withContext(Object override);

  public BodyInvoker withContexts(Object... overrides) {
    return withContexts(java.util.Arrays.asList(overrides));
  }

  public BodyInvoker withContexts(Collection<?> overrides) {
    BodyInvoker invoker = this;
    for (Object override : overrides) {
      invoker = invoker.withContext(override);
    }
    return invoker;
  }

  public abstract BodyInvoker withDisplayName(String name);

  public abstract BodyInvoker withCallback(BodyExecutionCallback callback);

  public final BodyInvoker withCallback(FutureCallback<Object> callback) {
    return withCallback(BodyExecutionCallback.wrap(callback));
  }

  public abstract BodyExecution start();
}
