package io.jenkins.plugins.paas.core.http;

import io.jenkins.plugins.paas.core.wait.PassingFault;
import java.io.IOException;

/**
 * A request that did not succeed. The message names method, address, what happened and what to do;
 * it is redacted.
 */
public final class HttpFailure extends IOException implements PassingFault {

  private static final long serialVersionUID = 1L;

  /** What went wrong, for code that decides. */
  public enum Kind {
    /** Nothing listens there, or the name does not resolve. */
    REFUSED,
    /** The connection broke in mid-exchange; the request may have been carried out. */
    RESET,
    /** No answer in time; the request may have been carried out. */
    TIMEOUT,
    /** The certificate or host name is not trusted. */
    TLS,
    /** The address is one that requests are kept from; nothing of an answer was used. */
    FORBIDDEN_ADDRESS,
    /** An answer that is no success. */
    STATUS,
    /** An answer in another format than the API's. */
    NOT_JSON,
    /** A success without the body that it must have. */
    EMPTY,
    /** A body over the cap. */
    TOO_LARGE
  }

  private final Kind kind;
  private final int status;

  HttpFailure(Kind kind, int status, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.status = status;
  }

  public Kind kind() {
    return kind;
  }

  /** The status, or 0 where there was no answer. */
  public int status() {
    return status;
  }

  @Override
  public boolean isUnreachable() {
    return kind == Kind.REFUSED;
  }

  @Override
  public boolean isTransient() {
    return switch (kind) {
      case REFUSED, RESET, TIMEOUT, EMPTY -> true;
      case STATUS -> status == 408 || status == 429 || status >= 500 && status != 501;
      case TLS, FORBIDDEN_ADDRESS, NOT_JSON, TOO_LARGE -> false;
    };
  }
}
