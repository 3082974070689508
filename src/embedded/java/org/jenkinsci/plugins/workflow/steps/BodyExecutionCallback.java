package org.jenkinsci.plugins.workflow.steps;

import com.google.common.util.concurrent.FutureCallback;
import java.io.Serializable;

/** Is told of the life of a body. Must not block. */
public abstract class BodyExecutionCallback implements Serializable {
  private static final long serialVersionUID = 1L;

  public void onStart(StepContext context) {}

  public abstract void onSuccess(StepContext context, Object result);

  public abstract void onFailure(StepContext context, Throwable t);

  /**
   * @param v must be serialisable
   */
  public static BodyExecutionCallback wrap(FutureCallback<Object> v) {
    return new Wrapper(v);
  }

  private static final class Wrapper extends BodyExecutionCallback {
    private static final long serialVersionUID = 1L;
    private final FutureCallback<Object> callback;

    Wrapper(FutureCallback<Object> callback) {
      if (!(callback instanceof Serializable)) {
        throw new IllegalArgumentException(callback.getClass() + " is not serialisable");
      }
      this.callback = callback;
    }

    @Override
    public void onSuccess(StepContext context, Object result) {
      callback.onSuccess(result);
    }

    @Override
    public void onFailure(StepContext context, Throwable t) {
      callback.onFailure(t);
    }
  }

  /** Does something at the end, then ends the step as the body ended. */
  public abstract static class TailCall extends BodyExecutionCallback {
    private static final long serialVersionUID = 1L;

    protected abstract void finished(StepContext context) throws Exception;

    @Override
    public final void onSuccess(StepContext context, Object result) {
      try {
        finished(context);
      } catch (Exception e) {
        context.onFailure(e);
        return;
      }
      context.onSuccess(result);
    }

    @Override
    public void onFailure(StepContext context, Throwable t) {
      try {
        finished(context);
      } catch (Exception e) {
        t.addSuppressed(e);
      }
      context.onFailure(t);
    }
  }
}
