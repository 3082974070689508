package io.jenkins.plugins.paas.image.registry;

import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import io.jenkins.plugins.paas.core.http.RetryAfter;
import io.jenkins.plugins.paas.core.wait.Backoff;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * When a request to a registry is made again: a broken connection, 408, 429 and 5xx but 501, at
 * most {@link #MOST} times, with growing pauses or the one that {@code Retry-After} asks for. All
 * else decides at once: 400, 401, 403 and 404 do not become better, and where nothing listens or
 * nothing answers a Pipeline should learn so early. Immutable.
 */
final class RegistryRetry {

  /** Repetitions, so there are at most six requests. */
  static final int MOST = 5;

  /**
   * Java's client makes a GET once more by itself when a connection ends without an answer, and has
   * no switch for that; so a broken connection counts twice, lest five become ten.
   */
  private static final int RESET_COST = 2;

  /** Who asks for a longer pause gets the failure reported instead. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private static final Logger LOGGER = Logger.getLogger(RegistryRetry.class.getName());

  private final Supplier<Backoff> pauses;

  RegistryRetry(Supplier<Backoff> pauses) {
    this.pauses = pauses;
  }

  /** Pauses that add up to about ten seconds. */
  static RegistryRetry usual() {
    return new RegistryRetry(() -> new Backoff(Duration.ofMillis(700), Duration.ofSeconds(15)));
  }

  /** Something that may be done twice. */
  @FunctionalInterface
  interface Attempt {
    HttpAnswer send() throws IOException, InterruptedException;
  }

  /**
   * @return the first answer that decides, or the last one
   * @throws HttpFailure the last failure without an answer
   */
  HttpAnswer run(Attempt attempt) throws IOException, InterruptedException {
    Backoff backoff = pauses.get();
    int spent = 0;
    while (true) {
      HttpAnswer answer = null;
      HttpFailure failure = null;
      try {
        answer = attempt.send();
        failure = answer.isSuccess() ? null : answer.failure();
      } catch (HttpFailure e) {
        failure = e;
      }
      spent += failure != null && failure.kind() == HttpFailure.Kind.RESET ? RESET_COST : 1;
      boolean decided = failure == null || !passes(failure) || spent > MOST;
      Duration pause = decided ? null : RetryAfter.of(answer, backoff.next(), Clock.systemUTC());
      if (decided || pause.compareTo(LONGEST) > 0) {
        if (answer == null) {
          throw failure;
        }
        return answer;
      }
      String why = failure.getMessage();
      LOGGER.fine(() -> why + " Trying again in " + pause.toMillis() + " ms.");
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    }
  }

  private static boolean passes(HttpFailure failure) {
    return switch (failure.kind()) {
      case RESET, STATUS -> failure.isTransient();
      default -> false;
    };
  }
}
