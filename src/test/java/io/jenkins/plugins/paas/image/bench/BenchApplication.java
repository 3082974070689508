package io.jenkins.plugins.paas.image.bench;

import io.jenkins.plugins.paas.testing.Commands;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * A JVM application as a directory that both a Dockerfile and jib build: libraries that do not
 * compress, as jars do not, and one class that changes.
 */
final class BenchApplication {

  private static final int MIB = 1 << 20;

  private static final String DOCKERFILE =
      """
      FROM paas/jre
      COPY target/dependency /app/libs
      COPY target/classes /app/classes
      ENTRYPOINT ["java", "-cp", "/app/classes:/app/libs/*", "Main"]
      """;

  private final Path directory;
  private final Random random = new Random(20261126);

  /** Makes it without libraries and classes. */
  BenchApplication(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory.resolve("target/dependency"));
    Files.createDirectories(directory.resolve("target/classes"));
    Files.writeString(directory.resolve("Dockerfile"), DOCKERFILE);
  }

  Path directory() {
    return directory;
  }

  /** Replaces its libraries by as many new ones. */
  void newLibraries(int count, int mibEach) throws IOException {
    byte[] block = new byte[MIB];
    for (int i = 0; i < count; i++) {
      Path file = directory.resolve("target/dependency/library-" + i + ".jar");
      try (OutputStream out = Files.newOutputStream(file)) {
        for (int m = 0; m < mibEach; m++) {
          random.nextBytes(block);
          out.write(block);
        }
      }
    }
  }

  /** Compiles its one class with a text that it did not have before. */
  void newClass() throws IOException, InterruptedException {
    Path source = directory.resolve("Main.java");
    Files.writeString(
        source,
        "class Main { public static void main(String[] a) { System.out.println(\""
            + Long.toHexString(random.nextLong())
            + "\"); } }\n");
    Commands.run(
        List.of(
            "javac",
            "-d",
            directory.resolve("target/classes").toString(),
            "--release",
            "17",
            source.toString()));
    Files.delete(source);
  }
}
