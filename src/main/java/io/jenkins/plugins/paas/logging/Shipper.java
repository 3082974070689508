package io.jenkins.plugins.paas.logging;

import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.paas.logging.shipper.LineInput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/** What takes log lines to their target. Each has a {@code @Symbol}. */
public abstract class Shipper extends AbstractDescribableImpl<Shipper>
    implements ExtensionPoint, Serializable {

  private static final long serialVersionUID = 1L;

  /** The symbol, as the log names it. */
  public abstract String symbol();

  /**
   * Checks its own arguments; what a setter throws, Jenkins repeats with all values. No I/O.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  public void check() {}

  /** Prepares it, and says in the log what is in force. Idempotent. */
  public abstract void prepare(LogsSite site) throws IOException, InterruptedException;

  /** Where it takes a line from outside, for the proof; empty where it has no such input. */
  public Optional<LineInput> input() {
    return Optional.empty();
  }

  /** A message as the input takes it. */
  public String line(String message) {
    return message;
  }
}
