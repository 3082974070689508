package org.jenkinsci.plugins.durabletask;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** A command whose log, output and status are files in a control directory. */
public abstract class FileMonitoringTask extends DurableTask {
  /** Marks all processes of a command, so that they are found after a restart, too. */
  protected static final String COOKIE = "JENKINS_SERVER_COOKIE";

  @Override
  public final Controller launch(
      EnvVars env, FilePath workspace, Launcher launcher, TaskListener listener)
      throws IOException, InterruptedException {
    return launchWithCookie(
        workspace, launcher, listener, env, COOKIE, "durable-" + UUID.randomUUID());
  }

  protected FileMonitoringController launchWithCookie(
      FilePath workspace,
      Launcher launcher,
      TaskListener listener,
      EnvVars envVars,
      String cookieVariable,
      String cookieValue)
      throws IOException, InterruptedException {
    throw new AbstractMethodError(getClass().getName() + " implements no launchWithCookie");
  }

  /** Reads the files. */
  public static class FileMonitoringController extends Controller {
    private static final long serialVersionUID = 1L;

    private final String controlDir;
    private final String cookieValue;
    private long lastLocation;

    protected FileMonitoringController(FilePath workspace, String cookieValue)
        throws IOException, InterruptedException {
      this.cookieValue = cookieValue;
      FilePath dir = workspace.sibling(workspace.getName() + "@tmp").child(shortName(cookieValue));
      dir.mkdirs();
      dir.chmod(0700); // the script may hold what the user calls a secret
      this.controlDir = dir.getRemote();
    }

    private static String shortName(String cookieValue) {
      return cookieValue.substring(0, "durable-".length() + 8);
    }

    public FilePath controlDir(FilePath workspace) throws IOException, InterruptedException {
      return workspace.child(controlDir);
    }

    public FilePath getLogFile(FilePath workspace) throws IOException, InterruptedException {
      return controlDir(workspace).child("jenkins-log.txt");
    }

    public FilePath getResultFile(FilePath workspace) throws IOException, InterruptedException {
      return controlDir(workspace).child("jenkins-result.txt");
    }

    public FilePath getOutputFile(FilePath workspace) throws IOException, InterruptedException {
      return controlDir(workspace).child("output.txt");
    }

    @Override
    public final boolean writeLog(FilePath workspace, OutputStream sink)
        throws IOException, InterruptedException {
      FilePath log = getLogFile(workspace);
      if (!log.exists() || log.length() <= lastLocation) {
        return false;
      }
      try (InputStream in = log.read()) {
        in.skipNBytes(lastLocation);
        lastLocation += in.transferTo(sink);
      }
      return true;
    }

    @Override
    public Integer exitStatus(FilePath workspace, Launcher launcher, TaskListener logger)
        throws IOException, InterruptedException {
      FilePath result = getResultFile(workspace);
      boolean alive = isWrapperAlive(workspace);
      // looked at after the process: it writes the status as its last deed
      if (result.exists()) {
        return Integer.valueOf(result.readToString().trim());
      }
      if (alive) {
        return null;
      }
      logger.getLogger().println("process apparently never started or was killed: " + controlDir);
      return -1;
    }

    private boolean isWrapperAlive(FilePath workspace) throws IOException, InterruptedException {
      FilePath pid = controlDir(workspace).child("pid");
      return pid.exists()
          && ProcessHandle.of(Long.parseLong(pid.readToString().trim()))
              .map(ProcessHandle::isAlive)
              .orElse(false);
    }

    @Override
    public byte[] getOutput(FilePath workspace, Launcher launcher)
        throws IOException, InterruptedException {
      return getOutputFile(workspace).readToString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public final void stop(FilePath workspace, Launcher launcher)
        throws IOException, InterruptedException {
      launcher.kill(Map.of(COOKIE, cookieValue));
    }

    @Override
    public void cleanup(FilePath workspace) throws IOException, InterruptedException {
      controlDir(workspace).deleteRecursive();
    }

    @Override
    public String getDiagnostics(FilePath workspace, Launcher launcher)
        throws IOException, InterruptedException {
      Integer status = exitStatus(workspace, launcher, TaskListener.NULL);
      return status == null
          ? "awaiting the end of a process in " + controlDir
          : "ended with " + status;
    }
  }
}
