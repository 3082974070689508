package io.jenkins.embedded.controller.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Proc;
import hudson.model.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code sh 'script'}: by {@code sh -xe}, or by the interpreter that a first line {@code #!} names.
 */
public final class ShellStep extends Step {
  private final String script;
  private boolean returnStdout;
  private boolean returnStatus;
  private String encoding;
  private String label;

  @DataBoundConstructor
  public ShellStep(String script) {
    this.script = script;
  }

  public String getScript() {
    return script;
  }

  public boolean isReturnStdout() {
    return returnStdout;
  }

  /** The output becomes the step's value instead of the log's. */
  @DataBoundSetter
  public void setReturnStdout(boolean returnStdout) {
    this.returnStdout = returnStdout;
  }

  public boolean isReturnStatus() {
    return returnStatus;
  }

  /** The exit code becomes the step's value, and no code is a failure. */
  @DataBoundSetter
  public void setReturnStatus(boolean returnStatus) {
    this.returnStatus = returnStatus;
  }

  public String getEncoding() {
    return encoding;
  }

  @DataBoundSetter
  public void setEncoding(String encoding) {
    this.encoding = encoding;
  }

  public String getLabel() {
    return label;
  }

  @DataBoundSetter
  public void setLabel(String label) {
    this.label = label;
  }

  @Override
  public StepExecution start(StepContext context) {
    if (returnStdout && returnStatus) {
      throw new IllegalArgumentException("sh: give returnStdout or returnStatus, not both");
    }
    return new Execution(context, script, returnStdout, returnStatus, encoding);
  }

  private static final class Execution extends SynchronousNonBlockingStepExecution<Object> {
    private static final long serialVersionUID = 1L;
    private final String script;
    private final boolean returnStdout;
    private final boolean returnStatus;
    private final String encoding;
    private transient volatile Proc process;
    private transient volatile Throwable stopped;

    Execution(
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
      ByteArrayOutputStream captured = new ByteArrayOutputStream();
      OutputStream log = getContext().get(TaskListener.class).getLogger();
      FilePath file = null;
      try {
        List<String> command = shielded("sh", "-xe", "-c", script);
        if (script.startsWith("#!")) {
          file = workspace.createTempFile("script", ".sh");
          file.write(script, "UTF-8");
          file.chmod(0700);
          command = shielded(file.getRemote());
        }
        process =
            getContext()
                .get(Launcher.class)
                .launch()
                .cmds(command)
                .envs(getContext().get(EnvVars.class))
                .pwd(workspace)
                .stdout(returnStdout ? captured : log)
                .stderr(returnStdout ? log : null)
                .quiet(true)
                .start();
        int code = process.join();
        if (stopped instanceof Exception cause) {
          // The exit code of a killed script says nothing.
          throw cause;
        }
        return result(code, captured.toString(encoding));
      } finally {
        if (file != null) {
          file.delete();
        }
      }
    }

    /** A terminal's Ctrl-C reaches all processes of its group, but only the build decides here. */
    private static List<String> shielded(String... command) {
      List<String> all = new ArrayList<>(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
      all.addAll(List.of(command));
      return all;
    }

    private Object result(int code, String output) throws AbortException {
      if (returnStatus) {
        return code;
      }
      if (code != 0) {
        if (!output.isEmpty()) {
          throw new AbortException("script returned exit code " + code + "; it printed: " + output);
        }
        throw new AbortException("script returned exit code " + code);
      }
      return returnStdout ? output : null;
    }

    @Override
    public void stop(Throwable cause) throws Exception {
      stopped = cause;
      Proc running = process;
      if (running != null) {
        running.kill();
      }
      super.stop(cause);
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("sh", false, FilePath.class, Launcher.class, TaskListener.class, EnvVars.class);
    }
  }
}
