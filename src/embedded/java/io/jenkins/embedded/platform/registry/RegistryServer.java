package io.jenkins.embedded.platform.registry;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** An OCI registry on loopback for one run. Closing it ends it; pushing needs user and password. */
public interface RegistryServer extends AutoCloseable {

  /** The user that the registry knows. */
  String USER = "paas";

  /** Base address, {@code http://127.0.0.1:PORT}. */
  URI uri();

  /** One line for the log: what it is (stand-in, or which program) and where. */
  String description();

  /** Whether a manifest of this digest was pushed since this server started. */
  boolean pushedInThisRun(String digest);

  @Override
  void close();

  /**
   * Starts Debian's {@code docker-registry} where it and {@code htpasswd} are installed and {@code
   * -Dpaas.services} is not {@code embedded}, otherwise the stand-in.
   *
   * @param directory holds the images; what an earlier run left is kept by the stand-in and removed
   *     by the real one
   * @param token the password of {@link #USER}
   * @throws IOException when it cannot start; the message says why
   */
  static RegistryServer start(Path directory, String token) throws IOException {
    boolean standIn = "embedded".equals(System.getProperty("paas.services"));
    if (DockerRegistryProcess.isInstalled() && !standIn) {
      return DockerRegistryProcess.start(directory.resolve("docker-registry"), token);
    }
    return new EmbeddedRegistry(directory.resolve("embedded"), token);
  }
}
