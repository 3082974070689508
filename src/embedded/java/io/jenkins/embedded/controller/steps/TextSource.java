package io.jenkins.embedded.controller.steps;

import hudson.AbortException;
import hudson.FilePath;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/** What steps share that read data from a file of the workspace or from a text. */
abstract class TextSource extends SynchronousNonBlockingStepExecution<Object> {
  private static final long serialVersionUID = 1L;
  private final String step;
  private final String file;
  private final String text;
  private final String charset;

  TextSource(StepContext context, String step, String file, String text, String charset) {
    super(context);
    if ((file == null) == (text == null)) {
      throw new IllegalArgumentException(step + ": give file or text, one of them");
    }
    this.step = step;
    this.file = file;
    this.text = text;
    this.charset = charset;
  }

  /**
   * @param source names the text in messages
   */
  protected abstract Object parse(String content, String source) throws Exception;

  @Override
  protected Object run() throws Exception {
    if (file == null) {
      return parse(text, "the text of " + step);
    }
    FilePath workspace = getContext().get(FilePath.class);
    if (workspace == null) {
      throw new AbortException(step + ": a file needs a workspace: use node { }");
    }
    FilePath path = workspace.child(file);
    if (!path.exists() || path.isDirectory()) {
      throw new AbortException(
          path.getRemote() + (path.exists() ? " is a directory." : " does not exist."));
    }
    try (var in = path.read()) {
      Charset read = charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset);
      return parse(new String(in.readAllBytes(), read), path.getRemote());
    }
  }
}
