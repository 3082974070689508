package io.jenkins.embedded.controller.scm;

import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Run;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Brings a revision of a repository into a directory, as Jenkins' git plugin does. */
final class GitCheckout {
  private final GitCommand git;
  private final Run<?, ?> run;

  GitCheckout(GitCommand git, Run<?, ?> run) {
    this.git = git;
    this.run = run;
  }

  /** Variables such as GIT_COMMIT. */
  LinkedHashMap<String, String> workspace(WorkspaceScm scm)
      throws IOException, InterruptedException {
    if (OwnWorkspace.is(git.directory())) {
      return OwnWorkspace.asItIs(git);
    }
    FilePath own = new FilePath(new File(scm.workspace()));
    GitCommand there = git.in(own);
    if (there.ask("rev-parse", "--verify", "HEAD") == null) {
      throw new AbortException(
          "checkout scm: "
              + scm.workspace()
              + " is no git repository with a commit; only there itself can it be used as it is");
    }
    git.say("checkout scm: copies the last commit of " + scm.workspace());
    LinkedHashMap<String, String> taken =
        Revision.of(
            there,
            there.ask("symbolic-ref", "--short", "-q", "HEAD"),
            there.ask("config", "--get", "remote.origin.url"));
    fetch(new GitSettings(scm.workspace(), taken.get("GIT_COMMIT"), null), taken.get("GIT_COMMIT"));
    return taken;
  }

  LinkedHashMap<String, String> remote(GitSettings settings)
      throws IOException, InterruptedException {
    if (settings.subdirectory != null) {
      FilePath base = git.directory();
      if (!base.isDescendant(settings.subdirectory)) {
        throw new AbortException(
            "git: '" + settings.subdirectory + "' is not below " + base.getRemote());
      }
      return new GitCheckout(git.in(base.child(settings.subdirectory)), run).into(settings);
    }
    return into(settings);
  }

  private LinkedHashMap<String, String> into(GitSettings settings)
      throws IOException, InterruptedException {
    FilePath directory = git.directory();
    directory.mkdirs();
    if (OwnWorkspace.is(directory)) {
      if (OwnWorkspace.isCopyOf(git, settings.url)) {
        return OwnWorkspace.asItIs(git);
      }
      throw OwnWorkspace.refusal(directory, settings.url);
    }
    try (GitLogin login = GitLogin.of(settings.credentialsId, run, directory)) {
      GitCheckout checkout = new GitCheckout(git.with(login.variables()), run);
      String branch = checkout.fetch(settings, null);
      return Revision.of(git, branch, settings.url);
    }
  }

  /**
   * @param commit the commit to take, or null for the settings' branch
   * @return the branch by name, or null where a commit or a tag was asked for
   */
  private String fetch(GitSettings settings, String commit)
      throws IOException, InterruptedException {
    FilePath directory = git.directory();
    if (settings.wipe && directory.exists()) {
      directory.deleteRecursive();
    }
    directory.mkdirs();
    if (!directory.child(".git").exists()) {
      git.run("init", "--quiet", ".");
    }
    List<String> fetch = new ArrayList<>(List.of("fetch", "--force", "--quiet"));
    fetch.add(settings.tags ? "--tags" : "--no-tags");
    if (settings.depth > 0) {
      fetch.add("--depth=" + settings.depth);
    }
    fetch.add("--");
    fetch.add(settings.url);
    fetch.add("+refs/heads/*:refs/remotes/origin/*");
    if (commit != null) {
      fetch.add("+HEAD:refs/remotes/origin/paas-workspace");
    }
    git.run(fetch.toArray(String[]::new));
    String branch = commit == null ? branch(settings.branch) : null;
    String revision = commit != null ? commit : revision(settings.branch, branch);
    if (settings.clean) {
      git.run("clean", "-ffdx", "--quiet");
    }
    if (settings.localBranch != null) {
      git.run("checkout", "--force", "--quiet", "-B", settings.localBranch, revision);
    } else {
      git.run("checkout", "--force", "--quiet", "--detach", revision);
    }
    if (settings.submodules) {
      git.run("submodule", "update", "--init", "--recursive", "--quiet");
    }
    git.say(
        "Checked out "
            + revision
            + (branch == null ? "" : " (" + branch + ")")
            + ": "
            + git.ask("log", "-1", "--format=%s"));
    return branch;
  }

  private String branch(String wanted) throws IOException, InterruptedException {
    String name = wanted.replaceFirst("^(?:\\*\\*?|origin|refs/heads|refs/remotes/origin)/", "");
    return git.ask("rev-parse", "--verify", "--quiet", "refs/remotes/origin/" + name) == null
        ? null
        : "origin/" + name;
  }

  private String revision(String wanted, String branch) throws IOException, InterruptedException {
    List<String> candidates =
        branch != null
            ? List.of("refs/remotes/" + branch)
            : List.of("refs/tags/" + wanted.replaceFirst("^(?:refs/)?tags/", ""), wanted);
    for (String candidate : candidates) {
      String found = git.ask("rev-parse", "--verify", "--quiet", candidate + "^{commit}");
      if (found != null) {
        return found;
      }
    }
    List<String> there =
        git.lines("for-each-ref", "--format=%(refname:lstrip=3)", "refs/remotes/origin");
    throw new AbortException(
        "git: couldn't find any revision to build: there is no branch, tag or commit '"
            + wanted
            + "'; branches: "
            + String.join(", ", there));
  }
}
