package org.jenkinsci.plugins.durabletask;

import hudson.EnvVars;
import hudson.ExtensionPoint;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractDescribableImpl;
import hudson.model.TaskListener;
import java.io.IOException;

/** A command that goes on while the controller is away. */
public abstract class DurableTask extends AbstractDescribableImpl<DurableTask>
    implements ExtensionPoint {
  /** Starts it in a directory and returns; the controller is serialisable. */
  public abstract Controller launch(
      EnvVars env, FilePath workspace, Launcher launcher, TaskListener listener)
      throws IOException, InterruptedException;

  /** Standard output is kept for {@link Controller#getOutput} instead of being logged. */
  public void captureOutput() throws UnsupportedOperationException {
    throw new UnsupportedOperationException(getClass().getName() + " cannot capture output");
  }
}
