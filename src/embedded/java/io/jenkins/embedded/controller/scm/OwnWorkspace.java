package io.jenkins.embedded.controller.scm;

import hudson.AbortException;
import hudson.FilePath;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;

/**
 * Keeps the caller's own directory as it is: on the command line the workspace is a working copy
 * with work in it, not a directory that a checkout may overwrite.
 */
final class OwnWorkspace {
  private OwnWorkspace() {}

  static boolean is(FilePath directory) {
    File own = WorkspaceScm.ownWorkspace();
    return own != null
        && own.toPath()
            .toAbsolutePath()
            .normalize()
            .equals(new File(directory.getRemote()).toPath());
  }

  /** {@code checkout scm} there: nothing is fetched and no file is changed; the log says so. */
  static LinkedHashMap<String, String> asItIs(GitCommand git)
      throws IOException, InterruptedException {
    if (git.ask("rev-parse", "--git-dir") == null) {
      git.say(
          "checkout scm: "
              + git.directory().getRemote()
              + " is no git repository; its files are used as they are");
      return new LinkedHashMap<>();
    }
    String branch = git.ask("symbolic-ref", "--short", "-q", "HEAD");
    String url = git.ask("config", "--get", "remote.origin.url");
    LinkedHashMap<String, String> revision = Revision.of(git, branch, url);
    int changed = git.lines("status", "--porcelain").size();
    git.say(
        "checkout scm: uses "
            + git.directory().getRemote()
            + " as it is, "
            + (revision.containsKey("GIT_COMMIT")
                ? "at " + revision.get("GIT_COMMIT")
                : "before its first commit")
            + (branch == null ? "" : " (" + branch + ")")
            + (changed == 0 ? "" : ", with " + changed + " files that are not committed"));
    return revision;
  }

  /** Whether the directory is a working copy of that repository. */
  static boolean isCopyOf(GitCommand git, String url) throws IOException, InterruptedException {
    String own = git.ask("config", "--get", "remote.origin.url");
    return own != null && plain(own).equals(plain(url));
  }

  private static String plain(String url) {
    return Revision.withoutUser(url).replaceFirst("/?(?:\\.git)?/?$", "");
  }

  static AbortException refusal(FilePath directory, String url) {
    return new AbortException(
        "git would overwrite "
            + directory.getRemote()
            + ", which is your own directory and no working copy of "
            + Revision.withoutUser(url)
            + ". Check out below it: dir('source') { … }");
  }
}
