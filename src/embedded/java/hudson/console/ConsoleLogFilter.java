package hudson.console;

import hudson.ExtensionPoint;
import hudson.model.Run;
import java.io.IOException;
import java.io.OutputStream;

/** Stands before a log. */
public abstract class ConsoleLogFilter implements ExtensionPoint {
  /**
   * @param build null where the log belongs to none
   */
  public OutputStream decorateLogger(Run build, OutputStream logger)
      throws IOException, InterruptedException {
    return logger;
  }
}
