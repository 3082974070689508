package io.jenkins.plugins.paas.kube.readiness;

/**
 * How an object is doing.
 *
 * @param text how far it is, such as {@code 2/3 ready}, or why it failed
 */
public record Verdict(State state, String text) {

  /** Whether to wait on. */
  public enum State {
    READY,
    WAITING,
    /** It will not become ready by itself. */
    FAILED
  }

  public static Verdict ready(String text) {
    return new Verdict(State.READY, text);
  }

  public static Verdict waiting(String text) {
    return new Verdict(State.WAITING, text);
  }

  public static Verdict failed(String text) {
    return new Verdict(State.FAILED, text);
  }

  public boolean isReady() {
    return state == State.READY;
  }

  public boolean isFailed() {
    return state == State.FAILED;
  }
}
