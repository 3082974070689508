package io.jenkins.embedded.platform.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code GET …/pods/x/log}: container, previous, tailLines, limitBytes, follow. */
final class PodLogs {
  private final Path directory;
  private final ObjectStore store;
  private final CountDownLatch closed;

  /**
   * @param directory of {@code <namespace>_<pod>_<container>.log}
   * @param closed ends every follower
   */
  PodLogs(Path directory, ObjectStore store, CountDownLatch closed) {
    this.directory = directory;
    this.store = store;
    this.closed = closed;
  }

  void serve(JsonNode pod, ApiRequest request) throws IOException, InterruptedException {
    String container = container(pod, request.query("container"));
    boolean previous = request.flag("previous");
    Path file =
        directory.resolve(
            Json.namespace(pod)
                + "_"
                + Json.name(pod)
                + "_"
                + container
                + (previous ? ".previous" : ".log"));
    if (!Files.exists(file)) {
      throw ApiFailure.badRequest(absence(pod, container, previous));
    }
    byte[] bytes = Files.readAllBytes(file);
    int from = tail(bytes, request.number("tailLines", -1));
    int length =
        (int) Math.min(bytes.length - from, request.number("limitBytes", Integer.MAX_VALUE));
    request.exchange().getResponseHeaders().set("Content-Type", "text/plain");
    request.exchange().sendResponseHeaders(200, 0);
    OutputStream out = request.exchange().getResponseBody();
    out.write(bytes, from, length);
    out.flush();
    if (request.flag("follow") && !previous) {
      follow(pod, container, file, bytes.length, out);
    }
    out.close();
  }

  private static String container(JsonNode pod, String wanted) {
    List<String> names = new ArrayList<>();
    for (String list : List.of("containers", "initContainers")) {
      Json.at(pod, "spec", list).forEach(c -> names.add(Json.text(c, "name")));
    }
    if (wanted == null || wanted.isEmpty()) {
      if (Json.at(pod, "spec", "containers").size() > 1) {
        throw ApiFailure.badRequest(
            "a container name must be specified for pod "
                + Json.name(pod)
                + ", choose one of: ["
                + String.join(" ", names)
                + "]");
      }
      return names.get(0);
    }
    if (!names.contains(wanted)) {
      throw ApiFailure.badRequest(
          "container " + wanted + " is not valid for pod " + Json.name(pod));
    }
    return wanted;
  }

  private static String absence(JsonNode pod, String container, boolean previous) {
    if (previous) {
      return "previous terminated container \""
          + container
          + "\" in pod \""
          + Json.name(pod)
          + "\" not found";
    }
    String reason = "ContainerCreating";
    for (JsonNode status : Json.at(pod, "status", "containerStatuses")) {
      if (Json.text(status, "name").equals(container)) {
        reason = Json.at(status, "state", "waiting", "reason").asText(reason);
      }
    }
    return "container \""
        + container
        + "\" in pod \""
        + Json.name(pod)
        + "\" is waiting to start: "
        + reason;
  }

  /** Where the last lines begin; a negative number means all. */
  private static int tail(byte[] bytes, long lines) {
    if (lines < 0) {
      return 0;
    }
    long seen = 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      boolean ends = bytes[i] == '\n' && i < bytes.length - 1;
      if (ends && ++seen == lines) {
        return i + 1;
      }
    }
    return lines == 0 ? bytes.length : 0;
  }

  private void follow(JsonNode pod, String container, Path file, long start, OutputStream out)
      throws IOException, InterruptedException {
    Optional<String> followed = running(pod, container);
    long position = start;
    while (!closed.await(200, TimeUnit.MILLISECONDS)) {
      Optional<String> now = running(pod, container);
      if (now.isPresent() && !now.equals(followed)) {
        // restarted meanwhile: what is left of the followed one was moved aside
        String name = file.getFileName().toString().replaceFirst("\\.log$", ".previous");
        copy(file.resolveSibling(name), position, out);
        return;
      }
      position = copy(file, position, out);
      if (now.isEmpty()) {
        return;
      }
    }
  }

  /** Copies what a file has from a position on, and says where it ended. */
  private static long copy(Path file, long position, OutputStream out) throws IOException {
    if (!Files.exists(file) || Files.size(file) <= position) {
      return position;
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(position);
      byte[] more = new byte[(int) (log.length() - position)];
      log.readFully(more);
      out.write(more);
      out.flush();
      return log.getFilePointer();
    }
  }

  /** The id of the running container, or empty where none runs. */
  private Optional<String> running(JsonNode pod, String container) {
    JsonNode live =
        store
            .get("pods", Json.namespace(pod), Json.name(pod))
            .filter(p -> Json.uid(p).equals(Json.uid(pod)))
            .orElse(null);
    if (live == null) {
      return Optional.empty();
    }
    for (JsonNode status : Json.at(live, "status", "containerStatuses")) {
      if (Json.text(status, "name").equals(container)
          && Json.at(status, "state", "running").isObject()) {
        return Optional.of(Json.text(status, "containerID"));
      }
    }
    return Optional.empty();
  }
}
