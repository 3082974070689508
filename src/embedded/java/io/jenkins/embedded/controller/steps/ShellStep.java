package io.jenkins.embedded.controller.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.TaskListener;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
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
    return new ShellRun(context, script, returnStdout, returnStatus, encoding);
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("sh", false, FilePath.class, Launcher.class, TaskListener.class, EnvVars.class);
    }
  }
}
