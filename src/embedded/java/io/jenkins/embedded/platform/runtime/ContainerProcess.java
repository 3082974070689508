package io.jenkins.embedded.platform.runtime;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A container's running process, its log file and its end. */
final class ContainerProcess {
  private final Process process;
  private final ProcessLedger ledger;
  private final Instant started;
  private Instant killAt;

  private ContainerProcess(Process process, ProcessLedger ledger, Instant started) {
    this.process = process;
    this.ledger = ledger;
    this.started = started;
  }

  /**
   * Starts; an earlier log becomes {@code <name>.previous} beside {@code <name>.log}.
   *
   * @param again whether the earlier log is this container's own
   */
  static ContainerProcess start(
      boolean again,
      List<String> line,
      Map<String, String> environment,
      Path directory,
      Path log,
      ProcessLedger ledger,
      Clock clock)
      throws IOException {
    if (again && Files.exists(log)) {
      Files.move(log, previous(log), StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.deleteIfExists(previous(log));
      Files.deleteIfExists(log);
    }
    File file = Files.createFile(log).toFile();
    Files.createDirectories(directory);
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(file));
    Process process = builder.start();
    ledger.add(process.toHandle());
    process.getOutputStream().close();
    return new ContainerProcess(process, ledger, clock.instant());
  }

  static Path previous(Path log) {
    String name = log.getFileName().toString();
    return log.resolveSibling(name.substring(0, name.length() - ".log".length()) + ".previous");
  }

  long pid() {
    return process.pid();
  }

  Instant started() {
    return started;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** After the end: what it exited with, 128 and the signal's number for a killed one. */
  int exitCode() {
    ledger.remove(process.toHandle());
    return process.exitValue();
  }

  /** Calls back, on another thread, when it has ended. */
  void onExit(Runnable action) {
    process.onExit().thenRun(action);
  }

  /** SIGTERM now; SIGKILL by {@link #killIfDue} when the grace is over. */
  void terminate(Instant now, Duration grace) {
    if (killAt == null) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
    Instant end = now.plus(grace);
    if (killAt == null || end.isBefore(killAt)) {
      killAt = end;
    }
    killIfDue(now);
  }

  void killIfDue(Instant now) {
    if (killAt != null && !now.isBefore(killAt) && process.isAlive()) {
      kill();
    }
  }

  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Kills and waits for the end, at most two seconds. */
  void end() {
    kill();
    try {
      if (process.waitFor(2, TimeUnit.SECONDS)) {
        ledger.remove(process.toHandle());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
