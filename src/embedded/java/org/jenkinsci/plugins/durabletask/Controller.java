package org.jenkinsci.plugins.durabletask;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;

/** Watches a command that was started; all its state is in files beside the workspace. */
public abstract class Controller implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Copies what was logged since the last call; whether there was something. */
  public abstract boolean writeLog(FilePath workspace, OutputStream sink)
      throws IOException, InterruptedException;

  /** Null while it runs; -1 where it died without a status. */
  public Integer exitStatus(FilePath workspace, Launcher launcher, TaskListener logger)
      throws IOException, InterruptedException {
    throw new AbstractMethodError(getClass().getName() + " implements no exitStatus");
  }

  public byte[] getOutput(FilePath workspace, Launcher launcher)
      throws IOException, InterruptedException {
    throw new IOException("the output was not captured");
  }

  /** Ends the command with all its children. */
  public void stop(FilePath workspace, Launcher launcher) throws IOException, InterruptedException {
    throw new AbstractMethodError(getClass().getName() + " implements no stop");
  }

  /** Removes its files, when it has ended. */
  public abstract void cleanup(FilePath workspace) throws IOException, InterruptedException;

  public String getDiagnostics(FilePath workspace, Launcher launcher)
      throws IOException, InterruptedException {
    return toString();
  }
}
