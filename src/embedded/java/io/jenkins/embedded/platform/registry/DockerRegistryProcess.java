package io.jenkins.embedded.platform.registry;

import io.jenkins.embedded.platform.process.LocalServices;
import io.jenkins.embedded.platform.process.WatchedProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The real registry: the program {@code docker-registry} of Debian's package of that name, with an
 * htpasswd file. Its storage is emptied at the start, so that all in it was pushed in this run.
 */
public final class DockerRegistryProcess implements RegistryServer {

  private static final Duration READY_WITHIN = Duration.ofSeconds(15);

  private final WatchedProcess process;
  private final Path storage;
  private final URI uri;

  private DockerRegistryProcess(WatchedProcess process, Path storage, URI uri) {
    this.process = process;
    this.storage = storage;
    this.uri = uri;
  }

  /** Whether both programs that it needs are on the PATH. */
  public static boolean isInstalled() {
    return LocalServices.program("docker-registry").isPresent()
        && LocalServices.program("htpasswd").isPresent();
  }

  /**
   * Starts it on a free port of loopback and waits until it answers.
   *
   * @param directory for its files; made if absent
   * @param token the password of {@link RegistryServer#USER}
   * @throws IOException when it does not answer in 15 s, with the end of its log
   */
  public static DockerRegistryProcess start(Path directory, String token) throws IOException {
    Path storage = directory.resolve("storage").toAbsolutePath();
    LocalServices.deleteTree(storage);
    Files.createDirectories(storage);
    Path passwords = directory.resolve("htpasswd").toAbsolutePath();
    Files.writeString(passwords, passwordLine(token));
    int port = LocalServices.freePort();
    Path configuration = directory.resolve("config.yml").toAbsolutePath();
    Files.writeString(configuration, configuration(storage, passwords, port));
    URI uri = URI.create("http://127.0.0.1:" + port);
    WatchedProcess process =
        WatchedProcess.startUnaware(
            "docker-registry",
            directory,
            List.of(
                LocalServices.program("docker-registry").orElseThrow().toString(),
                "serve",
                configuration.toString()));
    process.awaitReady(READY_WITHIN, () -> LocalServices.answers(uri.resolve("/v2/"), 401));
    return new DockerRegistryProcess(process, storage, uri);
  }

  private static String configuration(Path storage, Path passwords, int port) {
    return """
    version: 0.1
    log:
      level: warn
      accesslog:
        disabled: true
    storage:
      filesystem:
        rootdirectory: '%s'
      delete:
        enabled: true
    http:
      addr: 127.0.0.1:%d
    auth:
      htpasswd:
        realm: registry
        path: '%s'
    """
        .formatted(quoted(storage), port, quoted(passwords));
  }

  private static String quoted(Path path) {
    return path.toString().replace("'", "''");
  }

  /** The registry reads bcrypt alone, which Java lacks, so {@code htpasswd} makes the line. */
  private static String passwordLine(String token) throws IOException {
    Process process =
        new ProcessBuilder(LocalServices.program("htpasswd").orElseThrow().toString(), "-niB", USER)
            .redirectErrorStream(true)
            .start();
    try (var in = process.getOutputStream()) {
      in.write(token.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("htpasswd failed: " + output.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while htpasswd ran", e);
    }
    return output.strip() + "\n";
  }

  @Override
  public URI uri() {
    return uri;
  }

  @Override
  public String description() {
    return "docker-registry (real, process " + process.pid() + ") at " + uri;
  }

  @Override
  public boolean pushedInThisRun(String digest) {
    if (!ContentStore.isDigest(digest)) {
      return false;
    }
    String hex = digest.substring("sha256:".length());
    Path data = Path.of("docker/registry/v2/blobs/sha256", hex.substring(0, 2), hex, "data");
    return Files.exists(storage.resolve(data));
  }

  @Override
  public void close() {
    process.close();
  }
}
