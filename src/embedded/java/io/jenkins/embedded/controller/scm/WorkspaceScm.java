package io.jenkins.embedded.controller.scm;

import hudson.AbortException;
import io.jenkins.embedded.controller.EmbeddedJenkins;
import java.io.File;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/**
 * The variable {@code scm} on the command line: the repository that the Jenkinsfile's workspace is
 * a working copy of.
 */
public final class WorkspaceScm implements Serializable {
  private static final long serialVersionUID = 1L;
  private final String workspace;

  private WorkspaceScm(File workspace) {
    this.workspace = workspace.getPath();
  }

  /**
   * The caller's own directory.
   *
   * @throws AbortException where the script came from no repository, as on Jenkins
   */
  public static WorkspaceScm ofThisBuild() throws AbortException {
    File own = ownWorkspace();
    if (own == null) {
      throw new AbortException(
          "‘checkout scm’ is only available when the script comes from a repository: on Jenkins by"
              + " “Multibranch Pipeline” or “Pipeline script from SCM”, here by paas run");
    }
    return new WorkspaceScm(own);
  }

  /**
   * The directory that the command line was given, or null where jobs have workspaces of theirs.
   */
  static File ownWorkspace() {
    return Jenkins.get() instanceof EmbeddedJenkins jenkins ? jenkins.ownWorkspace() : null;
  }

  String workspace() {
    return workspace;
  }

  /** {@code scm.userRemoteConfigs[0].url}: the working copy itself. */
  @Whitelisted
  public List<Map<String, String>> getUserRemoteConfigs() {
    return List.of(Map.of("name", "origin", "url", workspace));
  }

  /** {@code scm.branches[0].name}. */
  @Whitelisted
  public List<Map<String, String>> getBranches() {
    return List.of(Map.of("name", "HEAD"));
  }
}
