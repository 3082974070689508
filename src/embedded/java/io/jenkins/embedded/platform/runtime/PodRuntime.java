package io.jenkins.embedded.platform.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs pods as plain processes of this machine. A stand-in: no isolation, the caller's rights, JVM
 * images of this run only, one directory for all containers of an image. No process outlives {@link
 * #close()} or the JVM; what a killed JVM leaves, the next runtime in the same directory ends.
 */
public final class PodRuntime implements AutoCloseable {
  private final RuntimeFiles files;
  private final PodBoard board;
  private final PodAddresses addresses = new PodAddresses();
  private final Map<String, PodWorker> workers = new HashMap<>();
  private final Thread hook = new Thread(this::endAll, "embedded-runtime-end");
  private boolean closed;

  /**
   * @param directory of {@code pods/} (logs), {@code images/}, {@code processes}; one runtime at a
   *     time
   * @throws IOException when another live process runs a runtime there
   */
  public PodRuntime(Path directory, RegistryAccess registry, PodBoard board, Clock clock)
      throws IOException {
    ProcessLedger ledger = new ProcessLedger(directory.resolve("processes"));
    ledger.endLeftOvers();
    Path scratch = directory.resolve("containers");
    LayerUnpacker.delete(scratch);
    LayerUnpacker.delete(directory.resolve("images"));
    Path logs = Files.createDirectories(directory.resolve("pods"));
    this.files =
        new RuntimeFiles(
            logs, scratch, new ImagePuller(directory.resolve("images"), registry), ledger, clock);
    this.board = board;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Starts new pods, stops those that are to go, kills those whose object is gone. */
  public synchronized void run(List<? extends JsonNode> pods) {
    if (closed) {
      return;
    }
    Set<String> wanted = new HashSet<>();
    for (JsonNode pod : pods) {
      String uid = pod.path("metadata").path("uid").asText();
      wanted.add(uid);
      boolean going = pod.path("metadata").has("deletionTimestamp");
      PodWorker worker = workers.get(uid);
      if (worker == null) {
        worker = start(uid, pod);
      }
      if (going) {
        long seconds = pod.path("metadata").path("deletionGracePeriodSeconds").asLong(30);
        worker.stop(Duration.ofSeconds(seconds));
      }
    }
    workers
        .entrySet()
        .removeIf(
            e -> {
              if (!wanted.contains(e.getKey())) {
                e.getValue().close();
                return true;
              }
              return false;
            });
  }

  private PodWorker start(String uid, JsonNode pod) {
    PodWorker worker = new PodWorker(pod, files, board, addresses);
    workers.put(uid, worker);
    Thread thread =
        new Thread(worker, "embedded-pod-" + pod.path("metadata").path("name").asText());
    thread.setDaemon(true);
    thread.start();
    return worker;
  }

  private synchronized void endAll() {
    closed = true;
    workers.values().forEach(PodWorker::close);
    workers.clear();
  }

  @Override
  public void close() {
    endAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is ending and runs the hook itself
    }
  }
}
