package io.jenkins.embedded.controller;

import hudson.Util;
import hudson.model.Action;
import hudson.model.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The files that {@code stash} keeps: a directory for each stash below the build's own. Links are
 * kept as links and never followed.
 */
public final class Stashes {
  private Stashes() {}

  /**
   * @throws IllegalArgumentException for what no stash may be called
   */
  public static void requireName(String name) {
    if (name == null
        || !name.matches("[^/\\\\?*%!@#$^&|<>\\[\\]:;\\p{Cntrl}]+")
        || name.matches("\\.{1,2}")) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' is no name for a stash: no slashes, control characters or ?*%!@#$^&|<>[]:;");
    }
  }

  private static Path directory(Run<?, ?> run) {
    return run.getRootDir().toPath().resolve("stashes");
  }

  /** Whether there is such a stash. */
  public static boolean exists(Run<?, ?> run, String name) {
    return Files.isDirectory(directory(run).resolve(name));
  }

  /** Keeps files of a directory, in place of an earlier stash of that name. */
  public static void save(Run<?, ?> run, String name, Path base, List<Path> files)
      throws IOException {
    Path stash = directory(run).resolve(name);
    Util.deleteRecursive(stash.toFile());
    Files.createDirectories(stash);
    for (Path file : files) {
      Path target = stash.resolve(base.relativize(file).toString());
      Files.createDirectories(target.getParent());
      copy(file, target);
    }
  }

  /**
   * Puts the stash's files below a directory.
   *
   * @return how many
   * @throws IOException where a link of the directory leads a file out of it
   */
  public static int restore(Run<?, ?> run, String name, Path base) throws IOException {
    Path stash = directory(run).resolve(name);
    Files.createDirectories(base);
    Path realBase = base.toRealPath();
    List<Path> files = FileGlob.of("**", null, false).under(stash);
    for (Path file : files) {
      Path target = realBase.resolve(stash.relativize(file).toString());
      requireInside(realBase, target);
      Files.createDirectories(target.getParent());
      copy(file, target);
    }
    return files.size();
  }

  /** The last directory above that exists must be a real one of the workspace. */
  private static void requireInside(Path base, Path target) throws IOException {
    Path existing = target.getParent();
    while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      existing = existing.getParent();
    }
    if (!existing.toRealPath().startsWith(base)) {
      throw new IOException(
          "unstash would write outside of the workspace: "
              + existing
              + " leads to "
              + existing.toRealPath());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(
        from,
        to,
        LinkOption.NOFOLLOW_LINKS,
        StandardCopyOption.COPY_ATTRIBUTES,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Keeps the stashes when the build ends: the Declarative option {@code preserveStashes}. */
  public static void preserve(Run<?, ?> run) {
    run.addOrReplaceAction(new Preserved());
  }

  /** Removes all stashes of a build that has ended. */
  public static void clear(Run<?, ?> run) throws IOException {
    if (run.getAction(Preserved.class) == null) {
      Util.deleteRecursive(directory(run).toFile());
    }
  }

  /** Marks a run whose stashes stay. */
  private static final class Preserved implements Action {
    @Override
    public String getIconFileName() {
      return null;
    }

    @Override
    public String getDisplayName() {
      return null;
    }

    @Override
    public String getUrlName() {
      return null;
    }
  }
}
