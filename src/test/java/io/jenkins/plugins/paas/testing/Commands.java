package io.jenkins.plugins.paas.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Commands as somebody would type them. */
public final class Commands {

  private Commands() {}

  /**
   * Runs it to its end.
   *
   * @return its wall time in seconds
   * @throws IOException with what it said, where it failed
   */
  public static double run(List<String> command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** Writes a program for {@code /bin/sh}; a stand-in for the real one goes in front of PATH. */
  public static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
