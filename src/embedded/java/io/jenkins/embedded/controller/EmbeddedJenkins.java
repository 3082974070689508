package io.jenkins.embedded.controller;

import hudson.FilePath;
import hudson.model.TopLevelItem;
import hudson.slaves.Cloud;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;
import jenkins.util.Timer;

/** A controller in this JVM; there is at most one at a time. */
public final class EmbeddedJenkins extends Jenkins implements AutoCloseable {
  private volatile File workspace;

  private final Map<String, Cloud> clouds = new ConcurrentHashMap<>();
  private final RunningMark mark;

  private EmbeddedJenkins(File root, RunningMark mark) throws IOException {
    super(root, null);
    this.mark = mark;
  }

  /**
   * @param root where it keeps settings, jobs and builds; made where missing
   * @throws IOException where another process uses the directory
   * @throws IllegalStateException where one runs already in this JVM
   */
  public static EmbeddedJenkins start(File root) throws IOException {
    Files.createDirectories(root.toPath());
    File home = root.getAbsoluteFile();
    RunningMark mark = RunningMark.take(home.toPath());
    try {
      EmbeddedJenkins jenkins = new EmbeddedJenkins(home, mark);
      PeriodicWorks.schedule();
      return jenkins;
    } catch (IOException | RuntimeException e) {
      mark.close();
      throw e;
    }
  }

  /** Makes a cloud known by its name. */
  public void know(Cloud cloud) {
    clouds.put(cloud.name, cloud);
  }

  @Override
  public Cloud getCloud(String name) {
    return clouds.get(name);
  }

  /** All jobs use this directory: for the command line, which builds what it finds there. */
  public void useWorkspace(File directory) {
    workspace = directory;
  }

  /** The directory of {@link #useWorkspace}, or null. */
  public File ownWorkspace() {
    return workspace;
  }

  /** Whether it is the directory that the command line was given, or one above it. */
  public static boolean holdsOwnWorkspace(FilePath directory) {
    File own = Jenkins.get() instanceof EmbeddedJenkins jenkins ? jenkins.ownWorkspace() : null;
    return own != null
        && own.toPath().toAbsolutePath().normalize().startsWith(directory.getRemote());
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
      mark.close();
    }
  }
}
