package io.jenkins.plugins.paas.delivery.gate;

import io.jenkins.plugins.paas.core.wait.Backoff;
import io.jenkins.plugins.paas.core.wait.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Repeats a call to Gate while its failure is a passing one. Used for calls that are harmless when
 * repeated. Blocks its thread, so it belongs on a pool for I/O.
 */
public final class Patience {

  private final Deadline deadline;
  private final Consumer<String> onRetry;

  /**
   * @param deadline when to give up
   * @param onRetry is told each failure that is borne
   */
  public Patience(Deadline deadline, Consumer<String> onRetry) {
    this.deadline = deadline;
    this.onRetry = onRetry;
  }

  /** A call that may fail in Gate's ways. */
  @FunctionalInterface
  public interface Call<T> {
    T run() throws GateFailure, InterruptedException;
  }

  /**
   * The call's answer.
   *
   * @throws GateFailure the first that decides, or the last one before the deadline
   */
  public <T> T await(Call<T> call) throws GateFailure, InterruptedException {
    Backoff backoff = new Backoff();
    while (true) {
      try {
        return call.run();
      } catch (GateFailure e) {
        Duration pause = backoff.next();
        Duration wish = e.retryAfter();
        if (wish.compareTo(pause) > 0) {
          pause = wish;
        }
        if (!e.isTransient() || deadline.remaining().compareTo(pause) <= 0) {
          throw e;
        }
        onRetry.accept(e.getMessage());
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
      }
    }
  }
}
