package io.jenkins.embedded.platform.runtime;

import java.time.Duration;
import java.time.Instant;

/**
 * The wait before a container's next start or pull. The shape is a kubelet's, the figures are
 * shorter because a demonstration cannot wait five minutes: the first restart is at once, then 1 s,
 * 2 s, 4 s … up to 30 s (a kubelet: 10 s … 5 min), and a run of 60 s (10 min) forgives.
 */
final class RestartBackoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration FORGIVEN = Duration.ofSeconds(60);

  private Duration next = Duration.ZERO;

  /** The wait after a run of this length. */
  Duration after(Instant started, Instant ended) {
    if (Duration.between(started, ended).compareTo(FORGIVEN) >= 0) {
      next = Duration.ZERO;
    }
    return step();
  }

  /** The wait after a failed attempt; never zero. */
  Duration afterFailure() {
    Duration wait = step();
    return wait.isZero() ? step() : wait;
  }

  private Duration step() {
    Duration wait = next;
    Duration doubled = wait.isZero() ? FIRST : wait.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return wait;
  }
}
