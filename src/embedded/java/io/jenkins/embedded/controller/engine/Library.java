package io.jenkins.embedded.controller.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The directory of a shared library: {@code vars/NAME.groovy} are global variables, {@code src}
 * holds classes, {@code resources} what {@code libraryResource} reads.
 */
final class Library {
  private final String name;
  private final Path directory;
  private final Map<String, Path> variables;

  private Library(String name, Path directory, Map<String, Path> variables) {
    this.name = name;
    this.directory = directory;
    this.variables = variables;
  }

  /**
   * @param name null where it answers to any name
   * @throws IOException where the directory has neither {@code vars} nor {@code src}
   */
  static Library in(String name, Path directory) throws IOException {
    Path vars = directory.resolve("vars");
    if (!Files.isDirectory(vars) && !Files.isDirectory(directory.resolve("src"))) {
      throw new IOException(
          directory + " is no shared library: it has neither a directory vars nor src");
    }
    Map<String, Path> variables = new TreeMap<>();
    if (Files.isDirectory(vars)) {
      try (Stream<Path> files = Files.list(vars)) {
        files
            .filter(f -> f.getFileName().toString().endsWith(".groovy"))
            .forEach(f -> variables.put(f.getFileName().toString().replace(".groovy", ""), f));
      }
    }
    return new Library(name, directory, variables);
  }

  String name() {
    return name;
  }

  Path directory() {
    return directory;
  }

  /** Name of each variable to its file. */
  Map<String, Path> variables() {
    return variables;
  }

  Path classes() {
    return directory.resolve("src");
  }

  /** Null where there is no such resource; never a file outside of the library. */
  Path resource(String path) throws IOException {
    Path resources = directory.resolve("resources");
    Path file = resources.resolve(path).normalize();
    return file.startsWith(resources.normalize())
            && Files.isRegularFile(file)
            && file.toRealPath().startsWith(resources.toRealPath())
        ? file
        : null;
  }
}
