package io.jenkins.embedded.controller;

import hudson.Launcher;
import hudson.model.TaskListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.logging.Logger;

/**
 * Says that a controller uses a directory: a locked file, which the system unlocks when the process
 * dies. A file that is there without a lock tells of a crash, and commands of its builds may still
 * run.
 */
final class RunningMark implements AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger(RunningMark.class.getName());

  private final Path file;
  private final FileChannel channel;

  private RunningMark(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes a directory, and ends what a crashed controller left running: processes whose environment
   * names the directory as JENKINS_HOME.
   *
   * @throws IOException where a controller uses it now
   */
  static RunningMark take(Path root) throws IOException {
    Path file = root.resolve("running");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (!lock(channel)) {
        throw new IOException(
            "a build runs already with "
                + root
                + " (process "
                + Files.readString(file).strip()
                + "). Wait for its end, or give another workspace.");
      }
      if (channel.size() > 0) {
        endProcessesOf(root);
      }
      channel.truncate(0);
      String pid = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
      return new RunningMark(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Whether the lock is ours now; it stays until the channel is closed. */
  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // this very JVM holds it
    }
  }

  private static void endProcessesOf(Path root) throws IOException {
    LOGGER.warning("the last build with " + root + " crashed: ending what it left running");
    try {
      new Launcher.LocalLauncher(TaskListener.NULL).kill(Map.of("JENKINS_HOME", root.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while ending processes", e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
      channel.close();
    } catch (IOException e) {
      LOGGER.warning(file + " cannot be removed: " + e);
    }
  }
}
