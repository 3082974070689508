package io.jenkins.embedded.controller.steps;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code archiveArtifacts 'build/*.jar'}: copies files into the build's directory. */
public final class ArchiveArtifactsStep extends Step {
  private final String artifacts;
  private String excludes;
  private boolean allowEmptyArchive;
  private boolean onlyIfSuccessful;
  private boolean fingerprint;
  private boolean defaultExcludes = true;
  private boolean caseSensitive = true;
  private boolean followSymlinks = true;

  @DataBoundConstructor
  public ArchiveArtifactsStep(String artifacts) {
    this.artifacts = artifacts;
  }

  public String getArtifacts() {
    return artifacts;
  }

  public String getExcludes() {
    return excludes;
  }

  @DataBoundSetter
  public void setExcludes(String excludes) {
    this.excludes = excludes;
  }

  public boolean isAllowEmptyArchive() {
    return allowEmptyArchive;
  }

  @DataBoundSetter
  public void setAllowEmptyArchive(boolean allowEmptyArchive) {
    this.allowEmptyArchive = allowEmptyArchive;
  }

  public boolean isOnlyIfSuccessful() {
    return onlyIfSuccessful;
  }

  @DataBoundSetter
  public void setOnlyIfSuccessful(boolean onlyIfSuccessful) {
    this.onlyIfSuccessful = onlyIfSuccessful;
  }

  public boolean isFingerprint() {
    return fingerprint;
  }

  @DataBoundSetter
  public void setFingerprint(boolean fingerprint) {
    this.fingerprint = fingerprint;
  }

  public boolean isDefaultExcludes() {
    return defaultExcludes;
  }

  @DataBoundSetter
  public void setDefaultExcludes(boolean defaultExcludes) {
    this.defaultExcludes = defaultExcludes;
  }

  public boolean isCaseSensitive() {
    return caseSensitive;
  }

  @DataBoundSetter
  public void setCaseSensitive(boolean caseSensitive) {
    this.caseSensitive = caseSensitive;
  }

  public boolean isFollowSymlinks() {
    return followSymlinks;
  }

  @DataBoundSetter
  public void setFollowSymlinks(boolean followSymlinks) {
    this.followSymlinks = followSymlinks;
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(
        context,
        artifacts,
        excludes,
        allowEmptyArchive,
        onlyIfSuccessful,
        fingerprint,
        defaultExcludes,
        caseSensitive,
        followSymlinks);
  }

  private static final class Execution extends SynchronousNonBlockingStepExecution<Void> {
    private static final long serialVersionUID = 1L;
    private final String artifacts;
    private final String excludes;
    private final boolean allowEmptyArchive;
    private final boolean onlyIfSuccessful;
    private final boolean fingerprint;
    private final boolean defaultExcludes;
    private final boolean caseSensitive;
    private final boolean followSymlinks;

    Execution(
        StepContext context,
        String artifacts,
        String excludes,
        boolean allowEmptyArchive,
        boolean onlyIfSuccessful,
        boolean fingerprint,
        boolean defaultExcludes,
        boolean caseSensitive,
        boolean followSymlinks) {
      super(context);
      this.artifacts = artifacts;
      this.excludes = excludes;
      this.allowEmptyArchive = allowEmptyArchive;
      this.onlyIfSuccessful = onlyIfSuccessful;
      this.fingerprint = fingerprint;
      this.defaultExcludes = defaultExcludes;
      this.caseSensitive = caseSensitive;
      this.followSymlinks = followSymlinks;
    }

    @Override
    protected Void run() throws Exception {
      Run<?, ?> run = getContext().get(Run.class);
      TaskListener log = getContext().get(TaskListener.class);
      boolean failed = run.getResult() != null && run.getResult().isWorseThan(Result.UNSTABLE);
      if (onlyIfSuccessful && failed) {
        log.getLogger().println("Skipped archiving because build is not successful");
        return null;
      }
      log.getLogger().println("Archiving artifacts");
      FilePath workspace = getContext().get(FilePath.class);
      int copied =
          workspace.copyRecursiveTo(artifacts, excludes, new FilePath(run.getArtifactsDir()));
      if (copied == 0) {
        String text =
            "No artifacts found that match the file pattern \""
                + artifacts
                + "\" in "
                + workspace.getRemote();
        if (!allowEmptyArchive) {
          throw new AbortException(text + ". Configuration error?");
        }
        log.getLogger().println(text);
      }
      return null;
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("archiveArtifacts", false, FilePath.class, Run.class, TaskListener.class);
    }
  }
}
