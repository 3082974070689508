package jenkins.model;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.BuildListener;
import java.io.IOException;
import java.util.Map;
import jenkins.util.VirtualFile;

/** Keeps a build's artifacts. */
public abstract class ArtifactManager {

  /**
   * @param artifacts path among the artifacts to path in the workspace
   */
  public abstract void archive(
      FilePath workspace, Launcher launcher, BuildListener listener, Map<String, String> artifacts)
      throws IOException, InterruptedException;

  public abstract VirtualFile root();
}
