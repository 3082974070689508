package io.jenkins.embedded.controller.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.embedded.controller.scm.Checkout;
import io.jenkins.embedded.controller.scm.GitSettings;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code git url: '…', branch: 'main'}: checks out a local branch of that name. */
public final class GitStep extends Step {
  private final String url;
  private String branch = "master";
  private String credentialsId;
  private boolean poll = true;
  private boolean changelog = true;

  @DataBoundConstructor
  public GitStep(String url) {
    this.url = url;
  }

  public String getUrl() {
    return url;
  }

  public String getBranch() {
    return branch;
  }

  @DataBoundSetter
  public void setBranch(String branch) {
    this.branch = branch;
  }

  public String getCredentialsId() {
    return credentialsId;
  }

  @DataBoundSetter
  public void setCredentialsId(String credentialsId) {
    this.credentialsId = Util.fixEmpty(credentialsId);
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
    return Checkout.remote(
        context, new GitSettings(url, branch, credentialsId).onLocalBranch(branch));
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super(
          "git",
          false,
          FilePath.class,
          Launcher.class,
          Run.class,
          TaskListener.class,
          EnvVars.class);
    }
  }
}
