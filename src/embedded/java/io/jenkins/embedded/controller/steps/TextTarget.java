package io.jenkins.embedded.controller.steps;

import hudson.AbortException;
import hudson.FilePath;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;

/** Writes a text to a file of the workspace, or gives it back where no file is named. */
final class TextTarget extends SynchronousNonBlockingStepExecution<String> {
  private static final long serialVersionUID = 1L;
  private final String step;
  private final String text;
  private final String file;
  private final boolean overwrite;
  private final String charset;

  TextTarget(
      StepContext context,
      String step,
      String text,
      String file,
      boolean overwrite,
      String charset) {
    super(context);
    this.step = step;
    this.text = text;
    this.file = file;
    this.overwrite = overwrite;
    this.charset = charset;
  }

  /** Exactly one of the two is given. */
  static void check(String step, String file, boolean returnText) {
    if ((file != null) == returnText) {
      throw new IllegalArgumentException(step + ": give file or returnText: true, one of them");
    }
  }

  @Override
  protected String run() throws Exception {
    if (file == null) {
      return text;
    }
    FilePath workspace = getContext().get(FilePath.class);
    if (workspace == null) {
      throw new AbortException(step + ": a file needs a workspace: use node { }");
    }
    FilePath path = workspace.child(file);
    if (path.exists() && !overwrite) {
      throw new AbortException(path.getRemote() + " exists; say overwrite: true to replace it");
    }
    path.write(text, charset == null ? "UTF-8" : charset);
    return null;
  }
}
