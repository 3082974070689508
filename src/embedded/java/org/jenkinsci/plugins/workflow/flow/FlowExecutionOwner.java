package org.jenkinsci.plugins.workflow.flow;

import hudson.model.Queue;
import hudson.model.TaskListener;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;

/** What a program belongs to: a run. */
public abstract class FlowExecutionOwner implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * @throws IOException where the program is not there (yet, or any more)
   */
  public abstract FlowExecution get() throws IOException;

  public FlowExecution getOrNull() {
    try {
      return get();
    } catch (IOException e) {
      return null;
    }
  }

  public abstract File getRootDir() throws IOException;

  public abstract Queue.Executable getExecutable() throws IOException;

  public abstract String getUrl() throws IOException;

  public TaskListener getListener() throws IOException {
    return TaskListener.NULL;
  }

  @Override
  public abstract boolean equals(Object o);

  @Override
  public abstract int hashCode();

  /** A run that has a program. */
  public interface Executable extends Queue.Executable {
    FlowExecutionOwner asFlowExecutionOwner();
  }
}
