package io.jenkins.embedded.platform.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a container needs to know of its pod and of this machine. */
final class PodContext {
  /** Variables of an image that name places of its own file system, which are elsewhere here. */
  private static final Set<String> PLACES =
      Set.of("PATH", "JAVA_HOME", "LD_LIBRARY_PATH", "LD_PRELOAD");

  private final JsonNode pod;
  private final RuntimeFiles runtime;
  private final PodBoard board;
  private final String address;
  private final Runnable wake;
  private volatile boolean stopping;

  PodContext(JsonNode pod, RuntimeFiles runtime, PodBoard board, String address, Runnable wake) {
    this.pod = pod;
    this.runtime = runtime;
    this.board = board;
    this.address = address;
    this.wake = wake;
  }

  ImagePuller images() {
    return runtime.images();
  }

  ProcessLedger ledger() {
    return runtime.ledger();
  }

  Clock clock() {
    return runtime.clock();
  }

  String address() {
    return address;
  }

  void wake() {
    wake.run();
  }

  void stopping() {
    stopping = true;
  }

  boolean isStopping() {
    return stopping;
  }

  Duration grace() {
    return Duration.ofSeconds(pod.path("spec").path("terminationGracePeriodSeconds").asLong(30));
  }

  private String metadata(String field) {
    return pod.path("metadata").path(field).asText();
  }

  /** {@code api-5d4_shop(uid)}, as a kubelet names a pod in messages. */
  String label() {
    return metadata("name") + "_" + metadata("namespace") + "(" + metadata("uid") + ")";
  }

  Path log(String container) {
    return runtime
        .logs()
        .resolve(metadata("namespace") + "_" + metadata("name") + "_" + container + ".log");
  }

  Path files(String container) {
    return runtime.scratch().resolve(metadata("uid")).resolve(container);
  }

  Map<String, String> environment(JsonNode container, UnpackedImage image) throws ContainerFailure {
    return new Variables(board, pod, address).of(container, image);
  }

  Map<String, String> withoutPaths(Map<String, String> environment) {
    Map<String, String> kept = new LinkedHashMap<>(environment);
    kept.keySet().removeAll(PLACES);
    return kept;
  }

  void event(String type, String reason, String message) {
    board.event(pod, type, reason, message);
  }

  /** A plain process sees this machine's file system; nothing can be mounted for it alone. */
  void requireNoVolumes(JsonNode container) throws ContainerFailure {
    for (JsonNode mount : container.path("volumeMounts")) {
      throw new ContainerFailure(
          "CreateContainerError",
          "volumeMounts ("
              + mount.path("mountPath").asText()
              + ") need a mount namespace; the embedded runtime is a stand-in without one. Pass"
              + " configuration by env and envFrom");
    }
  }
}
