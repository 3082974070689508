package io.jenkins.plugins.paas.delivery.gate;

import io.jenkins.plugins.paas.core.wait.PassingFault;
import java.io.IOException;
import java.time.Duration;

/** A request to Gate that did not succeed. The message is redacted and says what to do. */
public final class GateFailure extends IOException implements PassingFault {

  private static final long serialVersionUID = 1L;

  /** What went wrong, for code that decides. */
  public enum Kind {
    /** Nothing answered, and nothing was carried out. */
    UNREACHABLE,
    /** The answer is missing; the request may have been carried out. */
    LOST,
    /** A redirect, a login page, or 401. */
    NOT_AUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    /** 400 and other refusals of the request itself. */
    INVALID,
    /** 429 or 503. */
    BUSY,
    /** Another 5xx; the request may have been carried out. */
    SERVER,
    /** 200 without the body that belongs to it: Gate's way of passing on a back end's fault. */
    EMPTY,
    /** Something that is not Gate, or too large. */
    FOREIGN
  }

  private final Kind kind;
  private final int status;
  private final Duration retryAfter;

  GateFailure(Kind kind, int status, String message, Duration retryAfter, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.status = status;
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public boolean isUnreachable() {
    return kind == Kind.UNREACHABLE;
  }

  /** 0 where there was no answer. */
  public int status() {
    return status;
  }

  @Override
  public Duration retryAfter() {
    return retryAfter;
  }

  @Override
  public boolean isTransient() {
    return switch (kind) {
      case UNREACHABLE, LOST, BUSY, SERVER, EMPTY -> true;
      case NOT_AUTHENTICATED, FORBIDDEN, NOT_FOUND, INVALID, FOREIGN -> false;
    };
  }
}
