package io.jenkins.plugins.paas.delivery.gate;

/**
 * The state of an execution, a stage or a task, with what it means for whoever waits (orca-api,
 * {@code ExecutionStatus}).
 */
public enum ExecutionStatus {
  NOT_STARTED(Outcome.WAITING, "queued"),
  RUNNING(Outcome.WAITING, "running"),
  PAUSED(Outcome.WAITING, "paused"),
  SUSPENDED(Outcome.WAITING, "suspended"),
  REDIRECT(Outcome.WAITING, "starting over at another stage"),
  BUFFERED(Outcome.WAITING, "held back by Spinnaker's buffer"),
  SUCCEEDED(Outcome.SUCCESS, "succeeded"),
  SKIPPED(Outcome.SUCCESS, "skipped"),
  FAILED_CONTINUE(Outcome.UNSTABLE, "failed, and the pipeline was told to go on"),
  TERMINAL(Outcome.FAILURE, "failed"),
  CANCELED(Outcome.CANCELED, "canceled"),
  STOPPED(Outcome.FAILURE, "stopped"),
  /** A status that this version does not know; it is waited on, since it may change. */
  UNKNOWN(Outcome.WAITING, "in a state that this version does not know");

  /** What becomes of the wait. */
  public enum Outcome {
    WAITING,
    SUCCESS,
    UNSTABLE,
    FAILURE,
    CANCELED
  }

  private final Outcome outcome;
  private final String words;

  ExecutionStatus(Outcome outcome, String words) {
    this.outcome = outcome;
    this.words = words;
  }

  /** What a finished wait makes of this status. */
  public Outcome outcome() {
    return outcome;
  }

  public boolean isComplete() {
    return outcome != Outcome.WAITING;
  }

  /** For sentences: {@code "queued"}. */
  public String words() {
    return words;
  }

  /** Lenient: what is not known becomes {@link #UNKNOWN}. */
  public static ExecutionStatus of(String text) {
    for (ExecutionStatus status : values()) {
      if (status.name().equals(text)) {
        return status;
      }
    }
    return UNKNOWN;
  }
}
