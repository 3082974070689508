package io.jenkins.plugins.paas.image.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Commands as somebody would type them. */
final class Commands {

  private Commands() {}

  /**
   * Runs it to its end.
   *
   * @return its wall time in seconds
   * @throws IOException with what it said, where it failed
   */
  static double run(List<String> command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
