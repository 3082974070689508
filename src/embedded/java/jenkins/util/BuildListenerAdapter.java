package jenkins.util;

import hudson.model.BuildListener;
import hudson.model.TaskListener;
import java.io.PrintStream;

/** A step's log where a build's is asked for. */
public final class BuildListenerAdapter implements BuildListener {
  private static final long serialVersionUID = 1L;

  private final TaskListener to;

  public BuildListenerAdapter(TaskListener to) {
    this.to = to;
  }

  public static BuildListener wrap(TaskListener to) {
    return to instanceof BuildListener build ? build : new BuildListenerAdapter(to);
  }

  @Override
  public PrintStream getLogger() {
    return to.getLogger();
  }
}
