package io.jenkins.plugins.paas.step;

import hudson.EnvVars;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * A step with a body that has something to take away when the body has ended: {@link #call} makes
 * it, {@link #ready} waits for it, the body runs, {@link #release} removes it, however the body
 * ended. An abort reaches the innermost step, so the block acts on its body's end. The body's
 * outcome is saved before the removal begins.
 */
public abstract class BlockExecution extends PollingExecution {

  private static final long serialVersionUID = 1L;
  private static final Duration RELEASE_LIMIT = Duration.ofMinutes(10);
  private static final Duration TEND_AGAIN = Duration.ofSeconds(10);

  private volatile BodyExecution body;
  private volatile boolean bodyEnded;
  private Object value;
  private Throwable error;

  protected BlockExecution(StepContext context, String step, Duration timeout) {
    super(context, step, timeout);
  }

  /**
   * Looks whether the body may start.
   *
   * @return the body's variables, or empty to wait
   */
  protected abstract Optional<Map<String, String>> ready() throws Exception;

  /** Removes what was made; asked again until it answers {@code true}. Idempotent. */
  protected abstract boolean release() throws Exception;

  /**
   * Looks after what was made, while the body runs: at its start, after a resume, and whenever this
   * asked to. What it throws is told, and it is asked again soon; the body goes on.
   *
   * @return after which time to be asked again; empty for never
   */
  protected Optional<Duration> tend() throws Exception {
    return Optional.empty();
  }

  @Override
  final void parkedTurn() {
    if (!hasBody()) {
      return;
    }
    try {
      tend().ifPresent(this::later);
    } catch (Exception | LinkageError e) {
      if (!turns().ending()) {
        sayQuietly(e.getMessage() + " Trying again.");
        later(TEND_AGAIN);
      }
    }
  }

  @Override
  protected final Optional<Object> poll() throws Exception {
    if (bodyEnded) {
      return released();
    }
    Optional<Map<String, String>> variables = ready();
    if (variables.isEmpty()) {
      return Optional.empty();
    }
    startBody(new LinkedHashMap<>(variables.get()));
    return Optional.of(Nothing.PARKED);
  }

  private void startBody(Map<String, String> variables) throws Exception {
    EnvVars added = new EnvVars(variables);
    BodyInvoker invoker = getContext().newBodyInvoker();
    invoker.withContext(
        EnvironmentExpander.merge(
            getContext().get(EnvironmentExpander.class), EnvironmentExpander.constant(added)));
    body = invoker.withCallback(new Ended(this)).start();
  }

  private Optional<Object> released() throws Exception {
    if (!release()) {
      if (deadline().expired()) {
        log().info("the removal has not ended in time; what is left carries this build's marks");
      } else {
        return Optional.empty();
      }
    }
    if (error != null) {
      throw new BodyFailed(error);
    }
    return Optional.of(value == null ? Nothing.VALUE : value);
  }

  @Override
  final boolean hasBody() {
    return body != null && !bodyEnded;
  }

  @Override
  final boolean cancelBody(Throwable cause) {
    return body.cancel(cause) || body.isDone();
  }

  @Override
  final Throwable recover(Throwable failure) {
    if (!bodyEnded) {
      bodyEnded(null, failure); // there may be something to remove, though the body never ran
      return null;
    }
    if (error == null || error == failure) {
      return failure;
    }
    error.addSuppressed(failure); // the removal failed too, but the first is what counts
    return error;
  }

  private void bodyEnded(Object result, Throwable failure) {
    value = result;
    error = failure;
    bodyEnded = true;
    unpark(RELEASE_LIMIT);
  }

  @Override
  protected final boolean cancel() throws Exception {
    // before or after the body: while it runs, the abort is handed to it instead
    return release();
  }

  /** Hands the body's end back to its block; serialised with it. */
  private static final class Ended extends BodyExecutionCallback {
    private static final long serialVersionUID = 1L;
    private final BlockExecution block;

    Ended(BlockExecution block) {
      this.block = block;
    }

    @Override
    public void onStart(StepContext context) {
      block.park(); // not before: a restart in between must start the body again
    }

    @Override
    public void onSuccess(StepContext context, Object result) {
      block.bodyEnded(result, null);
    }

    @Override
    public void onFailure(StepContext context, Throwable t) {
      block.bodyEnded(null, t);
    }
  }
}
