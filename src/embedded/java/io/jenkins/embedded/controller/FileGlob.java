package io.jenkins.embedded.controller;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/** Ant's file patterns: {@code *}, {@code ?}, {@code **}, a trailing slash for all below. */
public final class FileGlob {
  private static final String DEFAULT_EXCLUDES =
      "**/*~,**/#*#,**/.#*,**/%*%,**/._*,**/CVS/**,**/.svn/**,**/.git/**,**/.gitignore,"
          + "**/.gitattributes,**/.gitmodules,**/.hg/**,**/.bzr/**,**/.DS_Store";

  private final List<Pattern> includes;
  private final List<Pattern> excludes;

  private FileGlob(List<Pattern> includes, List<Pattern> excludes) {
    this.includes = includes;
    this.excludes = excludes;
  }

  public static FileGlob of(String includes, String excludes, boolean defaultExcludes) {
    List<Pattern> out = patterns(excludes);
    if (defaultExcludes) {
      out.addAll(patterns(DEFAULT_EXCLUDES));
    }
    return new FileGlob(patterns(includes), out);
  }

  /** Matching files below a directory, sorted; none where there is no such directory. */
  public List<Path> under(Path base) throws IOException {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(base)) {
      return found;
    }
    Path state = state();
    Files.walkFileTree(
        base,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes a) {
            // On the command line the controller's own state is in the workspace.
            return directory.equals(state) && !directory.equals(base)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (matches(base.relativize(file).toString().replace('\\', '/'))) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(null);
    return found;
  }

  private static Path state() {
    Jenkins jenkins = Jenkins.getInstanceOrNull();
    return jenkins == null ? null : jenkins.getRootDir().toPath().toAbsolutePath().normalize();
  }

  boolean matches(String relative) {
    return includes.stream().anyMatch(p -> p.matcher(relative).matches())
        && excludes.stream().noneMatch(p -> p.matcher(relative).matches());
  }

  private static List<Pattern> patterns(String globs) {
    List<Pattern> patterns = new ArrayList<>();
    for (String glob : (globs == null ? "" : globs).split(",")) {
      String trimmed = glob.trim().replace('\\', '/');
      if (!trimmed.isEmpty()) {
        patterns.add(Pattern.compile(regex(trimmed.endsWith("/") ? trimmed + "**" : trimmed)));
      }
    }
    return patterns;
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    String[] parts = glob.split("/");
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      if (parts[i].equals("**")) {
        regex.append(last ? ".*" : "(?:[^/]+/)*");
        continue;
      }
      for (char c : parts[i].toCharArray()) {
        regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
      }
      // a/** also matches a itself
      boolean lastBeforeAll = i == parts.length - 2 && parts[i + 1].equals("**");
      if (lastBeforeAll) {
        return regex.append("(?:/.*)?").toString();
      }
      regex.append(last ? "" : "/");
    }
    return regex.toString();
  }
}
