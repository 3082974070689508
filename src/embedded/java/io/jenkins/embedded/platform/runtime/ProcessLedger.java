package io.jenkins.embedded.platform.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pods' processes in a file, so that the next run can end what a killed run left behind. A line
 * is {@code <pid> <start time in milliseconds>}, the first one {@code owner …}: a pid that belongs
 * to another process by now has another start time and is left alone.
 */
final class ProcessLedger {
  private static final long TOLERANCE_MILLIS = 1500;

  private final Path file;
  private final Map<Long, Long> running = new LinkedHashMap<>();

  ProcessLedger(Path file) {
    this.file = file;
  }

  /**
   * Ends what the file of an earlier run still lists; how many that were.
   *
   * @throws IOException when the run that wrote the file is still there
   */
  synchronized int endLeftOvers() throws IOException {
    int ended = 0;
    for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
      String[] words = line.split(" ");
      if (words.length == 3 && words[0].equals("owner")) {
        requireGone(Long.parseLong(words[1]), Long.parseLong(words[2]));
      } else if (words.length == 2
          && words[0].matches("\\d{1,18}")
          && words[1].matches("\\d{1,18}")) {
        ended += end(Long.parseLong(words[0]), Long.parseLong(words[1])) ? 1 : 0;
      }
    }
    Files.deleteIfExists(file);
    return ended;
  }

  private void requireGone(long pid, long started) throws IOException {
    boolean alive =
        pid != ProcessHandle.current().pid()
            && ProcessHandle.of(pid)
                .filter(p -> Math.abs(started(p) - started) <= TOLERANCE_MILLIS)
                .isPresent();
    if (alive) {
      throw new IOException(
          "process "
              + pid
              + " runs an embedded platform in "
              + file.getParent()
              + ": end it first, or use another workspace");
    }
  }

  private static boolean end(long pid, long started) {
    return ProcessHandle.of(pid)
        .filter(p -> Math.abs(started(p) - started) <= TOLERANCE_MILLIS)
        .map(
            p -> {
              p.descendants().forEach(ProcessHandle::destroyForcibly);
              return p.destroyForcibly();
            })
        .orElse(false);
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  synchronized void add(ProcessHandle process) {
    running.put(process.pid(), started(process));
    write();
  }

  synchronized void remove(ProcessHandle process) {
    running.remove(process.pid());
    write();
  }

  private void write() {
    List<String> lines = new ArrayList<>();
    ProcessHandle owner = ProcessHandle.current();
    lines.add("owner " + owner.pid() + " " + started(owner));
    running.forEach((pid, started) -> lines.add(pid + " " + started));
    try {
      Path next = file.resolveSibling(file.getFileName() + ".new");
      Files.write(next, lines);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot record the processes in " + file, e);
    }
  }
}
