package io.jenkins.embedded.platform.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A program that lives no longer than this JVM: its standard input is a pipe of ours, and it ends
 * when that does, even after a hard kill. A file with its process id lets the next run end one that
 * was left all the same.
 */
public final class WatchedProcess implements AutoCloseable {

  // the shell waits for the end of our pipe, then ends the program; fd 3, since sh gives a
  // background job /dev/null as its input
  private static final String WATCH =
      "exec 3<&0; \"$@\" 3<&- </dev/null & child=$!;"
          + " (read -r _ <&3; kill $child 2>/dev/null) & watch=$!;"
          + " wait $child; code=$?; kill $watch 2>/dev/null; exit $code";

  private final String name;
  private final Process process;
  private final Path pidFile;
  private final Path log;
  private final Thread atExit;

  private WatchedProcess(String name, Process process, Path pidFile, Path log) {
    this.name = name;
    this.process = process;
    this.pidFile = pidFile;
    this.log = log;
    this.atExit = new Thread(this::end, name + "-end");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts a program that knows nothing of its parent. */
  public static WatchedProcess startUnaware(String name, Path directory, List<String> command)
      throws IOException {
    List<String> watched = new ArrayList<>(List.of("/bin/sh", "-c", WATCH, "sh"));
    watched.addAll(command);
    return start(name, directory, watched);
  }

  /**
   * Starts a program that ends by itself when its standard input does.
   *
   * @param name of its log and pid file in the directory
   */
  public static WatchedProcess start(String name, Path directory, List<String> command)
      throws IOException {
    Files.createDirectories(directory);
    Path pidFile = directory.resolve(name + ".pid");
    endLeftOver(pidFile);
    Path log = directory.resolve(name + ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    WatchedProcess watched = new WatchedProcess(name, process, pidFile, log);
    Files.writeString(
        pidFile,
        process.pid()
            + " "
            + process.info().startInstant().map(Object::toString).orElse("")
            + "\n");
    return watched;
  }

  /**
   * Waits until the program is ready.
   *
   * @throws IOException with the end of its log when it ends before, or is not ready in time; it is
   *     ended then
   */
  public void awaitReady(Duration limit, BooleanSupplier ready) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    try {
      while (!ready.getAsBoolean()) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
          throw new IOException(name + " ended with " + process.exitValue() + ": " + logEnd());
        }
        if (System.nanoTime() > end) {
          close();
          throw new IOException(
              name + " was not ready in " + limit.toSeconds() + " s: " + logEnd());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new IOException("interrupted while " + name + " started", e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  private String logEnd() throws IOException {
    String text = Files.readString(log, StandardCharsets.UTF_8);
    return text.substring(Math.max(0, text.length() - 2000)).strip();
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      return; // the JVM is ending, and the hook finds the process gone
    }
  }

  private synchronized void end() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    try (OutputStream pipe = process.getOutputStream()) {
      pipe.flush();
    } catch (IOException e) {
      all.forEach(ProcessHandle::destroy); // the pipe is gone, so nothing watches it any more
    }
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        all.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
      Files.deleteIfExists(pidFile);
    } catch (InterruptedException e) {
      all.forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      pidFile.toFile().deleteOnExit();
    }
  }

  // pid and start time together: the pid alone may be another program's by now
  private static void endLeftOver(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return;
    }
    String[] words = Files.readString(pidFile).strip().split(" ");
    if (words.length == 2) {
      ProcessHandle.of(Long.parseLong(words[0]))
          .filter(
              handle ->
                  handle.info().startInstant().map(Object::toString).orElse("-").equals(words[1]))
          .ifPresent(
              handle -> {
                handle.descendants().forEach(ProcessHandle::destroyForcibly);
                handle.destroyForcibly();
              });
    }
    Files.deleteIfExists(pidFile);
  }
}
