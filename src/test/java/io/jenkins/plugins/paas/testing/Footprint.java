package io.jenkins.plugins.paas.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this process holds of the machine, on Linux. */
public record Footprint(int threads, long sockets) {

  public static Footprint now() throws IOException {
    long sockets = 0;
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      for (Path file : files.toList()) {
        try {
          sockets += Files.readSymbolicLink(file).toString().startsWith("socket:") ? 1 : 0;
        } catch (IOException e) {
          continue; // closed meanwhile
        }
      }
    }
    return new Footprint(Thread.getAllStackTraces().size(), sockets);
  }

  @Override
  public String toString() {
    return threads + " threads and " + sockets + " sockets";
  }
}
