package io.jenkins.embedded.controller.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Proc;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/**
 * Runs a shell script as durable-task does: its output goes to a file that is followed, so the step
 * ends with the script, whatever the script left behind in the background. All its processes carry
 * a cookie, by which an abort finds them.
 */
final class ShellRun extends SynchronousNonBlockingStepExecution<Object> {
  private static final long serialVersionUID = 1L;
  private static final String COOKIE = "JENKINS_SERVER_COOKIE";
  private static final Duration LOOK = Duration.ofMillis(15);

  // $1 is the control directory. A terminal's Ctrl-C reaches all processes of its group, but only
  // the build decides here. A copy is run: a file that was just written may be busy.
  private static final String WRAPPER =
      """
      trap '' INT
      cp "$1/script.sh" "$1/script.sh.copy"
      if [ "$2" = captured ]; then exec >"$1/output.txt" 2>"$1/jenkins-log.txt"
      else exec >"$1/jenkins-log.txt" 2>&1; fi
      if [ "$3" = own ]; then exec "$1/script.sh.copy"; else exec sh -xe "$1/script.sh.copy"; fi
      """;

  private final String script;
  private final boolean returnStdout;
  private final boolean returnStatus;
  private final String encoding;
  private final String cookie = "durable-" + UUID.randomUUID();
  private transient volatile Proc process;
  private transient volatile Throwable stopped;

  ShellRun(
      StepContext context,
      String script,
      boolean returnStdout,
      boolean returnStatus,
      String encoding) {
    super(context);
    this.script = script;
    this.returnStdout = returnStdout;
    this.returnStatus = returnStatus;
    this.encoding = encoding == null ? "UTF-8" : encoding;
  }

  @Override
  protected Object run() throws Exception {
    FilePath workspace = getContext().get(FilePath.class);
    workspace.mkdirs();
    FilePath temporary = workspace.sibling(workspace.getName() + "@tmp");
    FilePath control = temporary.child(cookie.substring(0, "durable-".length() + 8));
    control.mkdirs();
    control.chmod(0700); // the script may hold what the user calls a secret
    try {
      return run(workspace, control);
    } finally {
      control.deleteRecursive();
      if (temporary.list().isEmpty()) {
        temporary.deleteRecursive();
      }
    }
  }

  private Object run(FilePath workspace, FilePath control) throws Exception {
    FilePath file = control.child("script.sh");
    file.write(script, "UTF-8");
    file.chmod(0700);
    EnvVars environment = new EnvVars(getContext().get(EnvVars.class));
    environment.put(COOKIE, cookie);
    process =
        getContext()
            .get(Launcher.class)
            .launch()
            .cmds(
                "sh",
                "-c",
                WRAPPER,
                "sh",
                control.getRemote(),
                returnStdout ? "captured" : "shown",
                script.startsWith("#!") ? "own" : "sh")
            .envs(environment)
            .pwd(workspace)
            .quiet(true)
            .start();
    follow(control.child("jenkins-log.txt"));
    int code = process.join();
    if (stopped instanceof Exception cause) {
      // The exit code of a killed script says nothing.
      throw cause;
    }
    return result(code, control.child("output.txt"));
  }

  /** Copies the log as it grows, until the script has ended. */
  private void follow(FilePath log) throws IOException, InterruptedException {
    OutputStream out = getContext().get(TaskListener.class).getLogger();
    Charset charset = Charset.forName(encoding);
    while (!log.exists() && process.isAlive()) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
    if (!log.exists()) {
      return;
    }
    try (InputStream in = log.read()) {
      boolean alive;
      do {
        alive = process.isAlive(); // looked at before the copy: nothing that it wrote is missed
        byte[] more = in.readAllBytes();
        out.write(
            charset.equals(StandardCharsets.UTF_8)
                ? more
                : new String(more, charset).getBytes(StandardCharsets.UTF_8));
        if (alive) {
          out.flush();
          LockSupport.parkNanos(LOOK.toNanos());
        }
        if (Thread.interrupted()) {
          throw new InterruptedException("the script was stopped");
        }
      } while (alive);
    }
  }

  private Object result(int code, FilePath output) throws IOException, InterruptedException {
    if (returnStatus) {
      return code;
    }
    String text = "";
    if (returnStdout && output.exists()) {
      try (InputStream in = output.read()) {
        text = new String(in.readAllBytes(), Charset.forName(encoding));
      }
    }
    if (code != 0) {
      if (!text.isEmpty()) {
        throw new AbortException("script returned exit code " + code + "; it printed: " + text);
      }
      throw new AbortException("script returned exit code " + code);
    }
    return returnStdout ? text : null;
  }

  @Override
  public void stop(Throwable cause) throws Exception {
    stopped = cause;
    Proc running = process;
    if (running != null) {
      getContext()
          .get(TaskListener.class)
          .getLogger()
          .println("Sending interrupt signal to process");
      getContext().get(Launcher.class).kill(Map.of(COOKIE, cookie));
      running.kill();
    }
    super.stop(cause);
  }
}
