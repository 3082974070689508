package io.jenkins.plugins.paas.step;

import hudson.AbortException;
import hudson.FilePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Reads a small file of the current directory, as UTF-8. */
public final class WorkspaceText {

  private static final int MAX_BYTES = 1 << 20;

  private WorkspaceText() {}

  /** Whether a path is relative and does not climb out of where it begins. */
  public static boolean isInside(String path) {
    return !path.startsWith("/")
        && !path.contains("\\")
        && !List.of(path.split("/")).contains("..");
  }

  /**
   * The file's text.
   *
   * @param step how the message names who asks
   * @throws AbortException outside of a node, and for a file that is not there or over 1 MiB
   */
  public static String read(StepContext context, String step, String path)
      throws IOException, InterruptedException {
    FilePath workspace = context.get(FilePath.class);
    if (workspace == null) {
      throw new AbortException(
          "'" + path + "' is a file of the workspace: run " + step + " inside node { }");
    }
    FilePath file = workspace.child(path);
    if (!file.exists() || file.isDirectory()) {
      throw new AbortException(
          "The file '" + path + "' is not in the workspace: looked at " + file.getRemote());
    }
    try (InputStream in = file.read()) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new AbortException("The file '" + path + "' is over 1 MiB.");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
