package io.jenkins.embedded.controller.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.embedded.controller.scm.Checkout;
import io.jenkins.embedded.controller.scm.GitSettings;
import io.jenkins.embedded.controller.scm.WorkspaceScm;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code checkout scm} and {@code checkout scmGit(…)}: returns GIT_COMMIT and its kin. */
public final class CheckoutStep extends Step {
  private final Object scm;
  private boolean poll = true;
  private boolean changelog = true;

  @DataBoundConstructor
  public CheckoutStep(Object scm) {
    this.scm = scm;
  }

  public Object getScm() {
    return scm;
  }

  public boolean isPoll() {
    return poll;
  }

  /** Accepted; one build has nothing to poll and no change log. */
  @DataBoundSetter
  public void setPoll(boolean poll) {
    this.poll = poll;
  }

  public boolean isChangelog() {
    return changelog;
  }

  @DataBoundSetter
  public void setChangelog(boolean changelog) {
    this.changelog = changelog;
  }

  @Override
  public StepExecution start(StepContext context) {
    return scm instanceof WorkspaceScm own
        ? Checkout.own(context, own)
        : Checkout.remote(context, GitSettings.read(scm));
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super(
          "checkout",
          false,
          FilePath.class,
          Launcher.class,
          Run.class,
          TaskListener.class,
          EnvVars.class);
    }
  }
}
