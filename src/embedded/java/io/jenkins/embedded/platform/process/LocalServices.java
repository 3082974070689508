package io.jenkins.embedded.platform.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What starting a service on this machine takes. */
public final class LocalServices {

  private LocalServices() {}

  /** A program on the PATH. */
  public static Optional<Path> program(String name) {
    String path = System.getenv("PATH");
    return Stream.of((path == null ? "" : path).split(":"))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A free port of loopback. Another program may take it before it is used. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /**
   * Whether an address answers with this status now; one that does not listen yet answers nothing.
   */
  public static boolean answers(URI uri, int status) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(2000);
      return connection.getResponseCode() == status;
    } catch (IOException e) {
      return false; // not listening yet
    }
  }

  /** Removes a directory with all that is in it; one that is not there is removed already. */
  public static void deleteTree(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
