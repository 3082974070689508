package io.jenkins.plugins.paas.core.wait;

import java.time.Duration;

/** A failure that knows whether it passes. Implemented by exceptions of back ends. */
public interface PassingFault {

  /** Whether the same request may succeed a little later. */
  boolean isTransient();

  /** Whether nothing answers there at all, as with a mistyped address. */
  default boolean isUnreachable() {
    return false;
  }

  /** How long the other side asks to wait; zero when it does not say. */
  default Duration retryAfter() {
    return Duration.ZERO;
  }
}
