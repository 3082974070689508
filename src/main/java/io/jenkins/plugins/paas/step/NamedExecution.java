package io.jenkins.plugins.paas.step;

import hudson.AbortException;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * What an execution has at hand wherever it is in its life: its name, its key, its voice in the log
 * and its turns on the suite's threads. The last two are made anew after a resume.
 */
abstract class NamedExecution extends StepExecution {

  private static final long serialVersionUID = 1L;
  private static final Logger LOGGER = Logger.getLogger(NamedExecution.class.getName());

  private final String step;
  private String key;
  private long startedMillis;

  private transient Turns turns;
  private transient StepLog log;

  NamedExecution(StepContext context, String step) {
    super(context);
    this.step = step;
  }

  /** Whether the call may be made now; asked again until it may, within the time-out. */
  protected boolean mayCall() throws Exception {
    return true;
  }

  /** The pauses between looks grow up to this. */
  protected Duration longestPause() {
    return Duration.ofSeconds(15);
  }

  /** The step has ended, however it did; called once, and does not take long. */
  protected void over() {}

  /** Whether a body was started and has not ended; with the turn's lock held. */
  boolean hasBody() {
    return false;
  }

  /** Whether the body was told of the abort. */
  boolean cancelBody(Throwable cause) {
    return false;
  }

  /**
   * What the step fails with; {@code null} while something is still to be taken away before that.
   */
  Throwable recover(Throwable failure) {
    return failure;
  }

  /** What is to be done while it is parked; on an I/O thread, after a resume too. */
  void parkedTurn() {}

  /** Counts {@link #elapsed()} from now on. */
  final void started() {
    startedMillis = System.currentTimeMillis();
  }

  protected final Duration elapsed() {
    return Duration.ofMillis(System.currentTimeMillis() - startedMillis);
  }

  /** Makes {@link #key()}; in start(). */
  final void makeKey() throws IOException, InterruptedException {
    key = ExecutionKey.of(getContext());
  }

  /** The idempotency key: the same for every attempt of this execution, on any start of Jenkins. */
  protected final String key() {
    return key;
  }

  /** The build. */
  protected final Run<?, ?> run() throws IOException, InterruptedException {
    return getContext().get(Run.class);
  }

  /** The step's voice in the build log; only on an I/O thread. */
  protected final synchronized StepLog log() throws IOException, InterruptedException {
    if (log == null) {
      log = new StepLog(step, getContext().get(TaskListener.class));
    }
    return log;
  }

  /** Polls soon again, because something changed. */
  protected final void hurry() {
    turns().backoff.reset();
  }

  /** The failure as it may be shown: systems repeat in their refusals what was sent to them. */
  final Throwable shown(Throwable failure) {
    try {
      String text = failure.getMessage();
      return text != null && log().hides(text) ? new AbortException(log().clean(text)) : failure;
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, "The build's log cannot be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return failure;
  }

  final void sayQuietly(String text) {
    try {
      log().change("", text);
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, "The build's log cannot be written: " + text, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  final synchronized Turns turns() {
    if (turns == null) {
      turns = new Turns(getContext());
    }
    return turns;
  }
}
