package io.jenkins.plugins.paas.core.wait;

import java.io.Serializable;
import java.time.Duration;
import java.util.Random;

/**
 * Pauses that grow from 1 s to 15 s by half, each shortened by up to a fifth at random, so that
 * many waiters spread. Not thread-safe.
 */
public final class Backoff implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Random RANDOM = new Random();

  private final long firstMillis;
  private final long lastMillis;
  private long nextMillis;

  public Backoff() {
    this(Duration.ofSeconds(1), Duration.ofSeconds(15));
  }

  public Backoff(Duration first, Duration last) {
    this.firstMillis = first.toMillis();
    this.lastMillis = last.toMillis();
    this.nextMillis = firstMillis;
  }

  public Duration next() {
    long millis = nextMillis;
    nextMillis = Math.min(lastMillis, nextMillis + nextMillis / 2);
    return Duration.ofMillis(millis - (long) (millis * 0.2 * RANDOM.nextDouble()));
  }

  /** Starts again with the shortest pause, after something changed. */
  public void reset() {
    nextMillis = firstMillis;
  }
}
