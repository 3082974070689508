package io.jenkins.plugins.paas.environment.source;

import io.jenkins.plugins.paas.kube.ManifestFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds and reads manifests within one directory: files, directories (their {@code *.yaml}, {@code
 * *.yml} and {@code *.json}, deep) and globs ({@code deploy/*.yaml}, {@code **}). Symbolic links
 * may not lead out of it.
 */
public final class ManifestFiles {

  private static final int MAX_FILES = 2000;
  private static final long MAX_FILE_BYTES = 10L << 20;
  private static final long MAX_BYTES = 64L << 20;
  private static final int MAX_DEPTH = 32;

  private final Path root;
  private final Set<Path> files = new LinkedHashSet<>();

  private ManifestFiles(Path root) {
    this.root = root;
  }

  /**
   * Every file once: patterns in their order, within one in the order of paths.
   *
   * @param root the directory that nothing may leave
   * @throws ManifestFailure for a pattern that matches nothing or leaves the directory
   */
  public static List<SourceText> read(Path root, List<String> patterns) throws IOException {
    ManifestFiles search = new ManifestFiles(root.toRealPath());
    for (String pattern : patterns) {
      search.add(pattern);
    }
    List<SourceText> texts = new ArrayList<>();
    long bytes = 0;
    for (Path file : search.files) {
      long size = Files.size(file);
      bytes += size;
      if (size > MAX_FILE_BYTES || bytes > MAX_BYTES) {
        throw new ManifestFailure(
            search.name(file) + ": manifests may have 10 MiB a file and 64 MiB together");
      }
      texts.add(new SourceText(search.name(file), text(search.name(file), file)));
    }
    return texts;
  }

  private void add(String pattern) throws IOException {
    Set<Path> found = new TreeSet<>();
    try {
      boolean glob = pattern.matches(".*[*?\\[{].*");
      Path path = root.resolve(pattern).normalize();
      if (Path.of(pattern).isAbsolute() || !path.startsWith(root)) {
        throw new ManifestFailure("manifests: '" + pattern + "' leaves the workspace");
      }
      if (glob) {
        walk(FileSystems.getDefault().getPathMatcher("glob:" + pattern), found);
      } else if (Files.isDirectory(path)) {
        String below = root.relativize(path).toString();
        String prefix = below.isEmpty() ? "" : below + "/";
        walk(
            FileSystems.getDefault().getPathMatcher("glob:" + prefix + "{*,**/*}.{yaml,yml,json}"),
            found);
      } else if (Files.isRegularFile(path)) {
        found.add(path);
      }
    } catch (InvalidPathException | java.util.regex.PatternSyntaxException e) {
      throw new ManifestFailure(
          "manifests: '" + pattern + "' is no path or glob: " + e.getMessage());
    }
    if (found.isEmpty()) {
      throw new ManifestFailure(
          "manifests: '"
              + pattern
              + "' matches no file in the workspace. Give a file, a directory or a glob such as"
              + " deploy/*.yaml, relative to the workspace; was it checked out?");
    }
    for (Path file : found) {
      if (!file.toRealPath().startsWith(root)) {
        throw new ManifestFailure("manifests: '" + name(file) + "' is a link out of the workspace");
      }
      files.add(file);
    }
    if (files.size() > MAX_FILES) {
      throw new ManifestFailure("manifests: more than " + MAX_FILES + " files");
    }
  }

  private void walk(PathMatcher matcher, Set<Path> found) throws IOException {
    Files.walkFileTree(
        root,
        Set.of(),
        MAX_DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean hidden = directory.getFileName().toString().equals(".git");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (matcher.matches(root.relativize(file)) && Files.isRegularFile(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE; // not readable, so not meant
          }
        });
  }

  private static String text(String name, Path file) throws IOException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ManifestFailure(name + ": the file is not UTF-8");
    }
  }

  private String name(Path file) {
    return root.relativize(file).toString();
  }
}
