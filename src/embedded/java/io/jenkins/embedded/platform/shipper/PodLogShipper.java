package io.jenkins.embedded.platform.shipper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import io.jenkins.plugins.paas.core.wait.Backoff;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A stand-in for a log shipper such as Filebeat: tails the pods' log files and sends each line with
 * a bulk request. The files are its queue: it reads at most one batch a file and goes on only when
 * that is stored, so memory is bounded however slow the other side is. It resumes where it was,
 * also in a later process. A line that is rejected for good is kept aside with the reason.
 */
public final class PodLogShipper implements AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger(PodLogShipper.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH_BYTES = 256 << 10;
  private static final int KEPT_REJECTIONS = 100;

  private final Path podLogs;
  private final Path state;
  private final LogTargets targets;
  private final HttpCaller caller;
  private final Map<String, Long> offsets = new HashMap<>();
  private final List<String> rejections = new ArrayList<>();
  private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5));
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pod-log-shipper");
            thread.setDaemon(true);
            return thread;
          });
  private volatile long shipped;

  /**
   * Starts at once.
   *
   * @param podLogs the directory of {@code <namespace>_<pod>_<container>.log}; may appear later
   * @param opensearch base address
   */
  public PodLogShipper(Path podLogs, URI opensearch, LogTargets targets) throws IOException {
    this.podLogs = podLogs;
    this.state = podLogs.resolveSibling("pod-log-shipper.json");
    this.targets = targets;
    this.caller = HttpCaller.to(HttpEndpoint.at(opensearch).build());
    if (Files.exists(state)) {
      JSON.readTree(Files.readString(state))
          .properties()
          .forEach(e -> offsets.put(e.getKey(), e.getValue().asLong()));
    }
    clock.schedule(this::round, 0, TimeUnit.MILLISECONDS);
  }

  /** One line for the log: what it is, and where it sends. */
  public String description() {
    return "stand-in for a log shipper: pods' log files to " + caller.endpoint().baseUri();
  }

  /** Lines that were stored since the start. */
  public long shipped() {
    return shipped;
  }

  /** The last lines that were rejected, with the mapper's reason. */
  public List<String> rejections() {
    synchronized (rejections) {
      return new ArrayList<>(rejections);
    }
  }

  private void round() {
    Duration pause = Duration.ofMillis(200);
    try {
      boolean more = false;
      boolean held = false;
      for (TailedFile file : files()) {
        Optional<String> target = targets.targetOf(file.namespace(), file.pod());
        if (target.isPresent()) {
          Progress progress = ship(file, target.get());
          more |= progress == Progress.MORE;
          held |= progress == Progress.HELD;
        }
      }
      if (held) {
        pause = backoff.next();
      } else {
        backoff.reset();
        pause = more ? Duration.ZERO : pause;
      }
    } catch (HttpFailure e) {
      LOGGER.log(Level.FINE, "shipping pauses", e);
      pause = backoff.next();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (IOException | RuntimeException e) {
      LOGGER.log(Level.WARNING, "shipping pod logs failed, trying again", e);
      pause = backoff.next();
    }
    if (!clock.isShutdown()) {
      clock.schedule(this::round, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private List<TailedFile> files() throws IOException {
    if (!Files.isDirectory(podLogs)) {
      return List.of();
    }
    List<TailedFile> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(podLogs)) {
      // .previous first: its last lines came before those of the new file
      for (Path path : paths.sorted((a, b) -> b.toString().compareTo(a.toString())).toList()) {
        try {
          TailedFile.of(path).ifPresent(files::add);
        } catch (NoSuchFileException e) {
          LOGGER.log(Level.FINE, "renamed meanwhile, found under its new name next time", e);
        }
      }
    }
    return files;
  }

  private enum Progress {
    /** Everything that is there was sent. */
    DONE,
    MORE,
    /** The other side takes nothing now. */
    HELD
  }

  private Progress ship(TailedFile file, String target) throws IOException, InterruptedException {
    long offset = offsets.getOrDefault(file.key(), 0L);
    long size = Files.size(file.path());
    if (size < offset) {
      offset = 0; // truncated
    }
    if (size == offset) {
      return Progress.DONE;
    }
    List<TailedFile.Line> lines = file.read(offset, BATCH_BYTES);
    long stored = lines.isEmpty() ? offset : send(file, target, lines);
    if (stored > offset) {
      offsets.put(file.key(), stored);
      save();
    }
    boolean all = lines.isEmpty() || stored == lines.get(lines.size() - 1).end();
    return !all ? Progress.HELD : lines.isEmpty() || stored == size ? Progress.DONE : Progress.MORE;
  }

  /** Where to go on: behind the last line before the first that must be sent again. */
  private long send(TailedFile file, String target, List<TailedFile.Line> lines)
      throws IOException, InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    List<TailedFile.Line> sent = new ArrayList<>();
    for (TailedFile.Line line : lines) {
      if (line.text().isEmpty()) {
        continue;
      }
      ObjectNode action = JSON.createObjectNode();
      action
          .putObject("create")
          .put("_index", target)
          .put("_id", LogDocument.id(file, line.offset()));
      body.write(JSON.writeValueAsBytes(action));
      body.write('\n');
      body.write(JSON.writeValueAsBytes(LogDocument.of(file, line.text())));
      body.write('\n');
      sent.add(line);
    }
    if (sent.isEmpty()) {
      return lines.get(lines.size() - 1).end();
    }
    JsonNode items =
        caller
            .send(HttpCall.post("_bulk").body("application/x-ndjson", body.toByteArray()))
            .requireSuccess()
            .json()
            .path("items");
    for (int i = 0; i < sent.size(); i++) {
      JsonNode item = items.path(i).path("create");
      int status = item.path("status").asInt();
      if (status == 404 || status == 429 || status >= 500) {
        return sent.get(i).offset(); // no such target yet, or overloaded: the file keeps it
      }
      if (status < 300) {
        shipped++;
      } else if (status != 409) {
        reject(file, sent.get(i), item.path("error"));
      }
    }
    return lines.get(lines.size() - 1).end();
  }

  private void reject(TailedFile file, TailedFile.Line line, JsonNode error) {
    String reason = error.path("reason").asText();
    String cause = error.path("caused_by").path("reason").asText("");
    String text =
        file.namespace()
            + "/"
            + file.pod()
            + ": "
            + reason
            + (cause.isEmpty() ? "" : ": " + cause)
            + ": "
            + line.text();
    LOGGER.warning(() -> "rejected line of " + text);
    synchronized (rejections) {
      rejections.add(text);
      if (rejections.size() > KEPT_REJECTIONS) {
        rejections.remove(0);
      }
    }
  }

  private void save() throws IOException {
    Path draft = state.resolveSibling(state.getFileName() + ".part");
    Files.writeString(draft, JSON.writeValueAsString(offsets));
    Files.move(draft, state, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    caller.close();
  }
}
