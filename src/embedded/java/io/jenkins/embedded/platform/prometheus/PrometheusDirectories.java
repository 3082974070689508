package io.jenkins.embedded.platform.prometheus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The two directories that the suite writes and a Prometheus reads, empty at the start of a run.
 */
record PrometheusDirectories(Path targets, Path rules) {

  static PrometheusDirectories in(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath();
    PrometheusDirectories directories =
        new PrometheusDirectories(absolute.resolve("targets"), absolute.resolve("rules"));
    clear(directories.targets);
    clear(directories.rules);
    return directories;
  }

  private static void clear(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (Path file : list(directory, "")) {
      Files.delete(file);
    }
  }

  /** Files by the end of their names, hidden ones left out unless the end is empty. */
  static List<Path> list(Path directory, String end) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return new ArrayList<>(
          files
              .filter(f -> end.isEmpty() || !f.getFileName().toString().startsWith("."))
              .filter(f -> f.getFileName().toString().endsWith(end))
              .sorted()
              .toList());
    }
  }
}
