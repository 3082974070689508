package org.jenkinsci.plugins.durabletask;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import java.io.IOException;

/** A script of {@code sh -xe}, or of the interpreter that its first line names. */
public final class BourneShellScript extends FileMonitoringTask {
  private final String script;
  private boolean capturingOutput;

  public BourneShellScript(String script) {
    this.script = script.replace("\r\n", "\n");
  }

  public String getScript() {
    return script;
  }

  @Override
  public void captureOutput() {
    capturingOutput = true;
  }

  @Override
  protected FileMonitoringController launchWithCookie(
      FilePath workspace,
      Launcher launcher,
      TaskListener listener,
      EnvVars envVars,
      String cookieVariable,
      String cookieValue)
      throws IOException, InterruptedException {
    FileMonitoringController controller = new FileMonitoringController(workspace, cookieValue);
    FilePath dir = controller.controlDir(workspace);
    FilePath file = dir.child("script.sh");
    file.write(script, "UTF-8");
    file.chmod(0700);
    // $1 is the control directory, $2 the cookie: values, never text of a script. The cookie is the
    // script's alone: a stop ends the script, and what is around it still tells the status.
    String run = script.startsWith("#!") ? "\"$1/script.sh\"" : "sh -xe \"$1/script.sh\"";
    String output =
        capturingOutput
            ? " >\"$1/output.txt\" 2>\"$1/jenkins-log.txt\""
            : " >\"$1/jenkins-log.txt\" 2>&1";
    String wrapper =
        "("
            + cookieVariable
            + "=\"$2\" "
            + run
            + output
            + "; echo $? >\"$1/result.tmp\"; mv \"$1/result.tmp\" \"$1/jenkins-result.txt\")"
            + " </dev/null >/dev/null 2>&1 & echo $! >\"$1/pid\"";
    int started =
        launcher
            .launch()
            .cmds("sh", "-c", wrapper, "sh", dir.getRemote(), cookieValue)
            .envs(envVars)
            .pwd(workspace)
            .quiet(true)
            .join();
    if (started != 0) {
      throw new IOException("the shell could not start a script in " + workspace + ": " + started);
    }
    return controller;
  }
}
