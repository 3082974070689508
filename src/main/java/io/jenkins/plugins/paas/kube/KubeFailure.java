package io.jenkins.plugins.paas.kube;

import io.jenkins.plugins.paas.core.wait.PassingFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A cluster that did not do what was asked. The message names endpoint, verb, resource and object,
 * says why, and what to do.
 */
public final class KubeFailure extends IOException implements PassingFault {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 5;

  /** What went wrong, for code that decides. */
  public enum Kind {
    /** Nothing listens there, or the name does not resolve. */
    UNREACHABLE,
    /** The connection broke or timed out; the request may have been carried out. */
    BROKEN,
    /** The certificate or host name is not trusted. */
    TLS,
    UNAUTHORIZED,
    FORBIDDEN,
    NOT_FOUND,
    /** The cluster does not know the kind. */
    UNKNOWN_KIND,
    /** Another manager owns a field, or the object changed meanwhile. */
    CONFLICT,
    /** The object or the input is wrong. */
    INVALID,
    /** Any other refusal. */
    STATUS
  }

  private final Kind kind;
  private final int status;

  public KubeFailure(Kind kind, int status, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.status = status;
  }

  public Kind kind() {
    return kind;
  }

  /** The HTTP status, or 0 where there was none. */
  public int status() {
    return status;
  }

  /** One failure out of several: what decides at once goes first; the others are named after it. */
  static KubeFailure together(List<KubeFailure> failures) {
    List<KubeFailure> sorted = new ArrayList<>(failures);
    sorted.sort(Comparator.comparing(KubeFailure::isTransient));
    KubeFailure first = sorted.get(0);
    if (sorted.size() == 1) {
      return first;
    }
    StringBuilder text = new StringBuilder(first.getMessage());
    sorted.stream()
        .skip(1)
        .limit(SHOWN - 1L)
        .forEach(other -> text.append('\n').append(other.getMessage()));
    if (sorted.size() > SHOWN) {
      text.append("\nand ").append(sorted.size() - SHOWN).append(" failures more");
    }
    return new KubeFailure(first.kind, first.status, text.toString(), first);
  }

  @Override
  public boolean isTransient() {
    return switch (kind) {
      case UNREACHABLE, BROKEN -> true;
      case STATUS -> status == 408 || status == 429 || status >= 500 && status != 501;
      default -> false;
    };
  }

  @Override
  public boolean isUnreachable() {
    return kind == Kind.UNREACHABLE;
  }
}
