package hudson.model;

import hudson.FilePath;
import hudson.Launcher;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import jenkins.model.Jenkins;

/** A machine that builds run on. */
public abstract class Node implements ModelObject, AccessControlled {
  /** Empty for the controller's own machine. */
  public abstract String getNodeName();

  public abstract FilePath getRootPath();

  public abstract FilePath getWorkspaceFor(TopLevelItem item);

  public abstract Launcher createLauncher(TaskListener listener);

  /** Null while the node is not connected. */
  public FilePath createPath(String absolutePath) {
    return new FilePath(FilePath.localChannel, absolutePath);
  }

  @Override
  public String getDisplayName() {
    return getNodeName();
  }

  @Override
  public ACL getACL() {
    return Jenkins.get().getACL();
  }
}
