package io.jenkins.plugins.paas.monitoring.prometheus;

import io.jenkins.plugins.paas.core.audit.AuditTrail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A directory that we write and Prometheus reads. Files appear whole or not at all: they are
 * written under a name that no pattern of Prometheus matches, then renamed. Thread-safe across
 * instances of one JVM.
 */
final class SharedDirectory {

  private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  private final Path directory;

  SharedDirectory(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  /** Taken around reading and writing, so that two builds of one application do not lose groups. */
  ReentrantLock lock() {
    return LOCKS.computeIfAbsent(directory, d -> new ReentrantLock());
  }

  /**
   * The names of the files that begin and end so, sorted; none where the directory is not there.
   *
   * @throws PrometheusFailure when there are more than so many
   */
  List<String> names(String beginning, String end, int most) throws IOException {
    List<String> names = new ArrayList<>();
    if (!Files.isDirectory(directory)) {
      return names;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (name.startsWith(beginning) && name.endsWith(end)) {
          names.add(name);
        }
        if (names.size() > most) {
          throw new PrometheusFailure(directory + " has more than " + most + " files of ours.");
        }
      }
    }
    names.sort(null);
    return names;
  }

  /** The file's text, or {@code null} where it does not exist. */
  String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : null;
  }

  void write(Path file, String text) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new PrometheusFailure(
          "The directory "
              + directory
              + " of the registration does not exist on the controller: create it, let Jenkins"
              + " write and Prometheus read it, and name it in Prometheus' configuration.");
    }
    // not createTempFile: its 0600 would keep Prometheus, another user, from reading
    Path draft = directory.resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    long started = System.nanoTime();
    String outcome = "failed";
    try {
      Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      outcome = "written";
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw new PrometheusFailure(
          "Writing " + file + " failed (" + e + "). May Jenkins write there?", e);
    } finally {
      AuditTrail.report("file", "write", file.toString(), outcome, started);
    }
  }
}
