package io.jenkins.embedded.controller.steps;

import hudson.FilePath;
import java.io.OutputStream;
import java.util.Base64;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code writeFile file: 'x', text: 'y'}: in the workspace, directories are made. */
public final class WriteFileStep extends Step {
  private final String file;
  private final String text;
  private String encoding;

  @DataBoundConstructor
  public WriteFileStep(String file, String text) {
    this.file = file;
    this.text = text;
  }

  public String getFile() {
    return file;
  }

  public String getText() {
    return text;
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
    return new Execution(context, file, text, encoding);
  }

  private static final class Execution extends SynchronousNonBlockingStepExecution<Void> {
    private static final long serialVersionUID = 1L;
    private final String file;
    private final String text;
    private final String encoding;

    Execution(StepContext context, String file, String text, String encoding) {
      super(context);
      this.file = file;
      this.text = text;
      this.encoding = encoding;
    }

    @Override
    protected Void run() throws Exception {
      FilePath target = getContext().get(FilePath.class).child(file);
      if ("Base64".equals(encoding)) {
        try (OutputStream out = target.write()) {
          out.write(Base64.getDecoder().decode(text));
        }
      } else {
        target.write(text, encoding == null ? "UTF-8" : encoding);
      }
      return null;
    }
  }

  static final class DescriptorImpl extends BuiltInDescriptor {
    DescriptorImpl() {
      super("writeFile", false, FilePath.class);
    }
  }
}
