package hudson;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ends processes with all their children. */
final class ProcessTrees {
  /** Time between the polite signal and the kill. */
  private static final long GRACE_SECONDS = 5;

  private ProcessTrees() {}

  static void kill(ProcessHandle root) throws InterruptedException {
    end(Stream.concat(Stream.of(root), root.descendants()).collect(Collectors.toList()));
  }

  /** Finds them in /proc: every process of this user whose environment has all the variables. */
  static void killByEnvironment(Map<String, String> variables) throws InterruptedException {
    if (variables.isEmpty()) {
      return;
    }
    Set<String> wanted =
        variables.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.toSet());
    long self = ProcessHandle.current().pid();
    end(
        ProcessHandle.allProcesses()
            .filter(p -> p.pid() != self && environment(p).containsAll(wanted))
            // a child may have got rid of its environment
            .flatMap(p -> Stream.concat(Stream.of(p), p.descendants()))
            .distinct()
            .collect(Collectors.toList()));
  }

  private static Set<String> environment(ProcessHandle process) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/environ"));
      return Set.copyOf(
          List.of(new String(bytes, StandardCharsets.UTF_8).split("\0")).stream()
              .distinct()
              .collect(Collectors.toList()));
    } catch (IOException | SecurityException e) {
      return Set.of(); // another user's, or gone
    }
  }

  private static void end(List<ProcessHandle> processes) throws InterruptedException {
    processes.forEach(ProcessHandle::destroy);
    CompletableFuture<?> all =
        CompletableFuture.allOf(
            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
    try {
      all.get(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      processes.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
