package io.jenkins.embedded.controller;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.BuildListener;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import jenkins.model.ArtifactManager;
import jenkins.util.VirtualFile;

/** Keeps a build's artifacts in a directory of it. */
public final class ArtifactDirectory extends ArtifactManager {
  private final File directory;

  public ArtifactDirectory(File directory) {
    this.directory = directory;
  }

  @Override
  public void archive(
      FilePath workspace, Launcher launcher, BuildListener listener, Map<String, String> artifacts)
      throws IOException, InterruptedException {
    for (Map.Entry<String, String> artifact : artifacts.entrySet()) {
      workspace
          .child(artifact.getValue())
          .copyTo(new FilePath(new File(directory, artifact.getKey())));
    }
  }

  @Override
  public VirtualFile root() {
    return new Kept(directory);
  }

  /** One file, or a directory of them. */
  private static final class Kept extends VirtualFile {
    private static final long serialVersionUID = 1L;
    private final File file;

    Kept(File file) {
      this.file = file;
    }

    @Override
    public VirtualFile child(String name) {
      return new Kept(new File(file, name));
    }

    @Override
    public long length() {
      return file.length();
    }
  }
}
