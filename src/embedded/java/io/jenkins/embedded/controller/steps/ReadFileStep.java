package io.jenkins.embedded.controller.steps;

import hudson.AbortException;
import hudson.FilePath;
import java.io.InputStream;
import java.util.Base64;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code readFile 'x'}: a file of the workspace as text. */
public final class ReadFileStep extends Step {
  private final String file;
  private String encoding;

  @DataBoundConstructor
  public ReadFileStep(String file) {
    this.file = file;
  }

  public String getFile() {
    return file;
  }

  public String getEncoding() {
    return encoding;
  }

  @DataBoundSetter
  public void setEncoding(String encoding) {
    this.encoding = encoding;
  }

  @Override
  public StepExecution start(StepContext context) {
    return new Execution(context, file, encoding);
  }

  private static final class Execution extends SynchronousNonBlockingStepExecution<String> {
    private static final long serialVersionUID = 1L;
    private final String file;
    private final String encoding;

    Execution(StepContext context, String file, String encoding) {
      super(context);
      this.file = file;
      this.encoding = encoding;
    }

    @Override
    protected String run() throws Exception {
      FilePath source = getContext().get(FilePath.class).child(file);
      if (!source.exists()) {
        throw new AbortException("readFile: no file " + source.getRemote());
      }
      try (InputStream in = source.read()) {
        byte[] bytes = in.readAllBytes();
        return "Base64".equals(encoding)
            ? Base64.getEncoder().encodeToString(bytes)
            : new String(bytes, encoding == null ? "UTF-8" : encoding);
      }
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("readFile", false, FilePath.class);
    }
  }
}
