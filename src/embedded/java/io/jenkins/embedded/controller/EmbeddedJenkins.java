package io.jenkins.embedded.controller;

import hudson.FilePath;
import hudson.model.TopLevelItem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import jenkins.model.Jenkins;
import jenkins.util.Timer;

/** A controller in this JVM; there is at most one at a time. */
public final class EmbeddedJenkins extends Jenkins implements AutoCloseable {
  private volatile File workspace;

  private EmbeddedJenkins(File root) throws IOException {
    super(root, null);
  }

  /**
   * @param root where it keeps settings, jobs and builds; made where missing
   * @throws IllegalStateException where one runs already
   */
  public static EmbeddedJenkins start(File root) throws IOException {
    Files.createDirectories(root.toPath());
    return new EmbeddedJenkins(root.getAbsoluteFile());
  }

  /** All jobs use this directory: for the command line, which builds what it finds there. */
  public void useWorkspace(File directory) {
    workspace = directory;
  }

  @Override
  public FilePath getWorkspaceFor(TopLevelItem item) {
    return workspace == null ? super.getWorkspaceFor(item) : new FilePath(workspace);
  }

  /** On the command line builds lie below the controller's directory: there is one job. */
  @Override
  public File getRootDirFor(TopLevelItem child) {
    return workspace == null ? super.getRootDirFor(child) : root;
  }

  /** Runs what is marked {@code @Terminator}, then ends the shared threads. */
  @Override
  public void close() {
    try {
      Terminators.run();
    } finally {
      Timer.shutdown();
      cleanUp();
    }
  }
}
