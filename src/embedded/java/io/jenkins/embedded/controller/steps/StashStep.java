package io.jenkins.embedded.controller.steps;

import hudson.AbortException;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.embedded.controller.FileGlob;
import io.jenkins.embedded.controller.Stashes;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code stash name: 'x', includes: '*.jar'}: keeps files for {@code unstash} of the same build.
 */
public final class StashStep extends Step {
  private final String name;
  private String includes;
  private String excludes;
  private boolean useDefaultExcludes = true;
  private boolean allowEmpty;

  @DataBoundConstructor
  public StashStep(String name) {
    Stashes.requireName(name);
    this.name = name;
  }

  public String getName() {
    return name;
  }

  public String getIncludes() {
    return includes;
  }

  /** Ant patterns, separated by commas; all files where none are given. */
  @DataBoundSetter
  public void setIncludes(String includes) {
    this.includes = Util.fixEmpty(includes);
  }

  public String getExcludes() {
    return excludes;
  }

  @DataBoundSetter
  public void setExcludes(String excludes) {
    this.excludes = Util.fixEmpty(excludes);
  }

  public boolean isUseDefaultExcludes() {
    return useDefaultExcludes;
  }

  @DataBoundSetter
  public void setUseDefaultExcludes(boolean useDefaultExcludes) {
    this.useDefaultExcludes = useDefaultExcludes;
  }

  public boolean isAllowEmpty() {
    return allowEmpty;
  }

  @DataBoundSetter
  public void setAllowEmpty(boolean allowEmpty) {
    this.allowEmpty = allowEmpty;
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(
        context,
        name,
        includes == null ? "**" : includes,
        excludes,
        useDefaultExcludes,
        allowEmpty);
  }

  private static final class Execution extends SynchronousNonBlockingStepExecution<Void> {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final String includes;
    private final String excludes;
    private final boolean useDefaultExcludes;
    private final boolean allowEmpty;

    Execution(
        StepContext context,
        String name,
        String includes,
        String excludes,
        boolean useDefaultExcludes,
        boolean allowEmpty) {
      super(context);
      this.name = name;
      this.includes = includes;
      this.excludes = excludes;
      this.useDefaultExcludes = useDefaultExcludes;
      this.allowEmpty = allowEmpty;
    }

    @Override
    protected Void run() throws Exception {
      Run<?, ?> run = getContext().get(Run.class);
      PrintStream log = getContext().get(TaskListener.class).getLogger();
      Path base = Path.of(getContext().get(FilePath.class).getRemote());
      if (Stashes.exists(run, name)) {
        log.println("Warning: overwriting stash ‘" + name + "’");
      }
      List<Path> files = FileGlob.of(includes, excludes, useDefaultExcludes).under(base);
      if (files.isEmpty() && !allowEmpty) {
        throw new AbortException("No files included in stash ‘" + name + "’");
      }
      Stashes.save(run, name, base, files);
      log.println("Stashed " + files.size() + " file(s)");
      return null;
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("stash", false, Run.class, FilePath.class, TaskListener.class);
    }
  }
}
