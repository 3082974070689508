package io.jenkins.embedded.controller.steps;

import hudson.FilePath;
import hudson.Util;
import io.jenkins.embedded.controller.FileGlob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code findFiles(glob: '*.txt')}; without a pattern, the entries of the directory. */
public final class FindFilesStep extends Step {
  private String glob;
  private String excludes;

  @DataBoundConstructor
  public FindFilesStep() {}

  public String getGlob() {
    return glob;
  }

  @DataBoundSetter
  public void setGlob(String glob) {
    this.glob = Util.fixEmpty(glob);
  }

  public String getExcludes() {
    return excludes;
  }

  @DataBoundSetter
  public void setExcludes(String excludes) {
    this.excludes = Util.fixEmpty(excludes);
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(context, glob, excludes);
  }

  private static final class Execution extends SynchronousNonBlockingStepExecution<FoundFile[]> {
    private static final long serialVersionUID = 1L;
    private final String glob;
    private final String excludes;

    Execution(StepContext context, String glob, String excludes) {
      super(context);
      this.glob = glob;
      this.excludes = excludes;
    }

    @Override
    protected FoundFile[] run() throws Exception {
      Path base = Path.of(getContext().get(FilePath.class).getRemote());
      List<Path> files;
      if (glob == null) {
        try (Stream<Path> entries = Files.list(base)) {
          files = entries.sorted().toList();
        }
      } else {
        files = FileGlob.of(glob, excludes, true).under(base);
      }
      List<FoundFile> found = new ArrayList<>();
      for (Path file : files) {
        found.add(new FoundFile(base, file));
      }
      return found.toArray(FoundFile[]::new);
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("findFiles", false, FilePath.class);
    }
  }
}
