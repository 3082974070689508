package io.jenkins.plugins.paas.step;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import hudson.AbortException;
import io.jenkins.plugins.paas.core.text.DurationText;
import io.jenkins.plugins.paas.core.wait.Deadline;
import io.jenkins.plugins.paas.core.wait.PassingFault;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * An execution that saves its state, makes one idempotent call and then polls, without holding a
 * thread while it waits and across restarts of the controller. Subclasses are serialised with the
 * build: their fields are names, numbers and texts.
 */
public abstract class PollingExecution extends NamedExecution {

  private static final long serialVersionUID = 1L;
  private static final Logger LOGGER = Logger.getLogger(PollingExecution.class.getName());
  private static final Duration CANCEL_LIMIT = Duration.ofSeconds(45); // Jenkins gives up after 60

  private static final Duration FIRST_CONTACT_LIMIT = Duration.ofSeconds(20);

  private final long timeoutMillis;
  private Deadline deadline;
  private volatile Phase phase = Phase.STARTED;
  private transient long callingSinceMillis;
  private volatile Throwable stopCause; // saved: a restart during the abort goes on with it

  /**
   * @param step the word in the log's prefix
   * @param timeout bounds the whole execution, call and polls
   */
  protected PollingExecution(StepContext context, String step, Duration timeout) {
    super(context, step);
    this.timeoutMillis = timeout.toMillis();
  }

  /** Checks arguments and takes names out of the context, on the CPS thread: no I/O. */
  protected void prepare() throws Exception {}

  /**
   * Makes the mutating call, after the state was saved. It may be made again after a crash or a
   * passing fault, so it carries {@link #key()} or is idempotent by itself.
   */
  protected void call() throws Exception {}

  /**
   * Looks once.
   *
   * @return the step's serialisable result, {@link Nothing#VALUE} where it has none, or empty while
   *     it is not there yet
   */
  protected abstract Optional<Object> poll() throws Exception;

  /**
   * Ends the remote side after an abort; asked once a second until it answers {@code true}, for 45
   * s at most.
   */
  protected boolean cancel() throws Exception {
    return true;
  }

  /** What is waited for, as in "still waiting for …". No I/O. */
  protected abstract String awaiting();

  /** What to fail with when the time is over. */
  protected Exception timedOut() throws Exception {
    return new AbortException(
        "Gave up after "
            + DurationText.format(Duration.ofMillis(timeoutMillis))
            + " (timeoutMinutes) waiting for "
            + awaiting()
            + ".");
  }

  protected final Deadline deadline() {
    return deadline;
  }

  @Override
  public final boolean start() throws Exception {
    started();
    deadline = Deadline.after(Duration.ofMillis(timeoutMillis));
    makeKey();
    prepare();
    saveThen(Duration.ZERO);
    return false;
  }

  @Override
  public final void onResume() {
    if (stopCause == null) {
      schedule(Duration.ZERO);
    } else {
      stop(stopCause);
    }
  }

  @Override
  public final String getStatus() {
    return stopCause != null ? "stopping: " + awaiting() : "waiting for " + awaiting();
  }

  @Override
  public final void stop(Throwable cause) {
    stopCause = cause;
    turns().interrupt();
    Deadline limit = Deadline.after(CANCEL_LIMIT);
    turns().later(Duration.ZERO, () -> cancelTurn(cause, limit));
  }

  private void cancelTurn(Throwable cause, Deadline limit) {
    if (phase == Phase.ENDED) {
      return;
    }
    try {
      if (hasBody()) {
        handOver(cause, limit);
        return;
      }
      boolean ended = cancel();
      if (!ended && !limit.expired()) {
        turns().later(Duration.ofSeconds(1), () -> cancelTurn(cause, limit));
        return;
      }
      if (!ended) {
        log().info("the abort was asked for, but " + awaiting() + " has not ended within 45 s");
      }
    } catch (Exception | LinkageError e) {
      if (turns().ending()) {
        return;
      }
      cause.addSuppressed(e);
      LOGGER.log(Level.WARNING, "Cancelling failed: " + key(), e);
      sayQuietly("could not be cancelled: " + e.getMessage());
    }
    fail(cause);
  }

  // never fails while the body runs: its end comes back here, and then the step ends
  private void handOver(Throwable cause, Deadline limit) {
    if (cancelBody(cause) || limit.expired()) {
      stopCause = null;
    } else {
      turns().later(Duration.ofSeconds(1), () -> cancelTurn(cause, limit));
    }
  }

  private void saveThen(Duration delay) {
    Futures.addCallback(
        getContext().saveState(),
        new FutureCallback<Object>() {
          @Override
          public void onSuccess(Object nothing) {
            schedule(delay);
          }

          @Override
          public void onFailure(Throwable t) {
            fail(t);
          }
        },
        MoreExecutors.directExecutor());
  }

  private void schedule(Duration delay) {
    turns().later(delay, this::turn);
  }

  private void turn() {
    if (phase == Phase.PARKED) {
      parkedTurn();
      return;
    }
    if (phase == Phase.ENDED || stopCause != null) {
      return;
    }
    try {
      if (phase == Phase.STARTED) {
        if (!mayCall()) {
          again();
          return;
        }
        callingSinceMillis =
            callingSinceMillis == 0 ? System.currentTimeMillis() : callingSinceMillis;
        call();
        phase = Phase.CALLED;
        saveThen(Duration.ZERO);
        return;
      }
      Optional<Object> result = poll();
      if (result.isEmpty()) {
        again();
      } else if (result.get() != Nothing.PARKED) {
        finish(result.get());
      }
    } catch (BodyFailed e) {
      fail(e.getCause());
    } catch (Exception | Error e) {
      // neither an abort nor the controller's end is the step's failure
      if (stopCause == null && !turns().ending()) {
        failOrAgain(e);
      }
    }
  }

  private void failOrAgain(Throwable e) {
    if (!(e instanceof PassingFault fault)) {
      failOrRecover(e);
    } else if (fault.isTransient() && !deadline.expired() && !neverThere(fault)) {
      sayQuietly(e.getMessage() + " Trying again.");
      Duration pause = turns().backoff.next();
      schedule(fault.retryAfter().compareTo(pause) > 0 ? fault.retryAfter() : pause);
    } else {
      failOrRecover(new AbortException(e.getMessage()));
    }
  }

  private void failOrRecover(Throwable e) {
    Throwable verdict = recover(e);
    if (verdict != null) {
      fail(verdict);
    }
  }

  // a mistyped address should not cost the whole time-out: what never answered is given up soon
  private boolean neverThere(PassingFault fault) {
    return phase == Phase.STARTED
        && fault.isUnreachable()
        && System.currentTimeMillis() - callingSinceMillis > FIRST_CONTACT_LIMIT.toMillis();
  }

  private void again() throws Exception {
    if (deadline.expired()) {
      failOrRecover(timedOut());
      return;
    }
    log().heartbeat(awaiting(), elapsed());
    Duration next = turns().backoff.next();
    Duration pause = next.compareTo(longestPause()) < 0 ? next : longestPause();
    schedule(pause.compareTo(deadline.remaining()) < 0 ? pause : deadline.remaining());
  }

  private void finish(Object result) {
    if (ended()) {
      over();
      getContext().onSuccess(result == Nothing.VALUE ? null : result);
    }
  }

  private void fail(Throwable t) {
    if (ended()) {
      over();
      getContext().onFailure(shown(t));
    }
  }

  // a failing save and a turn may both want to end it, on different threads
  private synchronized boolean ended() {
    boolean first = phase != Phase.ENDED;
    phase = Phase.ENDED;
    return first;
  }

  /** Stops polling until {@link #unpark}; takes a {@link #parkedTurn} instead. */
  final void park() {
    phase = Phase.PARKED;
    later(Duration.ZERO);
  }

  /** Takes another such turn after a while, if it is parked then: never a turn of polling. */
  final void later(Duration delay) {
    turns()
        .later(
            delay,
            () -> {
              if (phase == Phase.PARKED) {
                parkedTurn();
              }
            });
  }

  /** Polls again, for so long at most; no I/O, saved first. */
  final void unpark(Duration limit) {
    deadline = Deadline.after(limit);
    phase = Phase.CALLED;
    hurry();
    saveThen(Duration.ZERO);
  }
}
