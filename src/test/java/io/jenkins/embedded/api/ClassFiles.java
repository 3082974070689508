package io.jenkins.embedded.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;

/** Reads the classes that this project compiles. */
final class ClassFiles {
  private static final List<String> JENKINS =
      List.of(
          "hudson/",
          "jenkins/",
          "org/jenkinsci/",
          "com/cloudbees/plugins/",
          "org/kohsuke/stapler/",
          "org/kohsuke/accmod/",
          "org/jvnet/hudson/");

  private ClassFiles() {}

  static boolean isJenkins(String name) {
    return JENKINS.stream().anyMatch(name::startsWith);
  }

  /** Of the directory that has the plugin and the embedded root. */
  static List<ClassReader> compiled() throws IOException {
    Path directory;
    try {
      directory =
          Paths.get(
              jenkins.model.Jenkins.class
                  .getProtectionDomain()
                  .getCodeSource()
                  .getLocation()
                  .toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(f -> f.toString().endsWith(".class"))
          .map(ClassFiles::read)
          .collect(Collectors.toList());
    }
  }

  private static ClassReader read(Path file) {
    try {
      return new ClassReader(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
