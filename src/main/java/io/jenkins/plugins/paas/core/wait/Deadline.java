package io.jenkins.plugins.paas.core.wait;

import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A point in time after which waiting ends. Immutable and serialisable; the clock is not kept
 * across serialisation, where the system's takes its place.
 */
public final class Deadline implements Serializable {

  private static final long serialVersionUID = 1L;

  private final long endMillis;
  private final long timeoutMillis;
  private final transient Clock clock;

  private Deadline(long endMillis, long timeoutMillis, Clock clock) {
    this.endMillis = endMillis;
    this.timeoutMillis = timeoutMillis;
    this.clock = clock;
  }

  public static Deadline after(Duration timeout, Clock clock) {
    return new Deadline(clock.instant().plus(timeout).toEpochMilli(), timeout.toMillis(), clock);
  }

  public static Deadline after(Duration timeout) {
    return after(timeout, Clock.systemUTC());
  }

  public boolean expired() {
    return clock.millis() >= endMillis;
  }

  /** Time left, never negative. */
  public Duration remaining() {
    return Duration.ofMillis(Math.max(0, endMillis - clock.millis()));
  }

  /** How long it was set for. */
  public Duration timeout() {
    return Duration.ofMillis(timeoutMillis);
  }

  public Instant end() {
    return Instant.ofEpochMilli(endMillis);
  }

  public Clock clock() {
    return clock;
  }

  private Object readResolve() {
    return new Deadline(endMillis, timeoutMillis, Clock.systemUTC());
  }
}
