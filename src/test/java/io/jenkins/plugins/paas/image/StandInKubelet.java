package io.jenkins.plugins.paas.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A stand-in for the node that no machine here has: it runs the one container of a pod of BuildKit
 * as a process of this machine, with {@code /paas} being a directory of the test, and the recorded
 * stand-in of {@code buildctl-daemonless.sh} first in PATH. It writes the pod's status as kubelet
 * does.
 */
public final class StandInKubelet implements AutoCloseable {

  private final KubernetesClient client;
  private final Path home;
  private final Path log;
  private final String stated;
  private Process process;

  public StandInKubelet(KubernetesClient client, Path directory, String stated) throws IOException {
    this.client = client;
    this.home = Files.createDirectory(directory.resolve("paas"));
    this.log = directory.resolve("log");
    this.stated = stated;
    Path bin = Files.createDirectory(directory.resolve("bin"));
    Path script = bin.resolve("buildctl-daemonless.sh");
    try (var in = getClass().getResourceAsStream("recorded-buildctl-daemonless")) {
      Files.copy(in, script);
    }
    script.toFile().setExecutable(true);
  }

  /** Starts the pod's container, with its Secret mounted. */
  public void run(Pod pod) throws IOException {
    Secret secret =
        client
            .secrets()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(pod.getMetadata().getName())
            .get();
    var container = pod.getSpec().getContainers().get(0);
    for (var volume : pod.getSpec().getVolumes()) {
      VolumeMount mount =
          container.getVolumeMounts().stream()
              .filter(m -> m.getName().equals(volume.getName()))
              .findFirst()
              .orElseThrow();
      if (volume.getSecret() != null) {
        for (KeyToPath item : volume.getSecret().getItems()) {
          Path file = Path.of(here(mount.getMountPath())).resolve(item.getPath());
          Files.createDirectories(file.getParent());
          Files.write(file, Base64.getDecoder().decode(secret.getData().get(item.getKey())));
        }
      }
    }
    List<String> words = new ArrayList<>();
    for (String word : container.getCommand()) {
      words.add(here(word));
    }
    for (String word : container.getArgs()) {
      words.add(here(word.replace("$$", "$")));
    }
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    Map<String, String> variables = builder.environment();
    for (EnvVar variable : container.getEnv()) {
      variables.put(variable.getName(), here(variable.getValue()));
    }
    variables.put("PATH", home.resolveSibling("bin") + ":" + variables.get("PATH"));
    variables.put("HOME_OF_POD", home.toString());
    variables.put("STATED", stated);
    process = builder.redirectOutput(log.toFile()).start();
    status(pod, "Running", new ContainerStateBuilder().withNewRunning().endRunning());
  }

  /** Waits for the container's end and writes what kubelet writes then. */
  public void end(Pod pod) throws Exception {
    int code = process.waitFor();
    Path message = home.resolveSibling("termination-log");
    status(
        pod,
        code == 0 ? "Succeeded" : "Failed",
        new ContainerStateBuilder()
            .withNewTerminated()
            .withExitCode(code)
            .withReason(code == 0 ? "Completed" : "Error")
            .withMessage(Files.exists(message) ? Files.readString(message) : "")
            .endTerminated());
  }

  private void status(Pod pod, String phase, ContainerStateBuilder state) {
    status(client, pod, phase, state);
  }

  static void status(KubernetesClient client, Pod pod, String phase, ContainerStateBuilder state) {
    client
        .pods()
        .inNamespace(pod.getMetadata().getNamespace())
        .withName(pod.getMetadata().getName())
        .editStatus(
            old -> {
              old.setStatus(
                  new PodStatusBuilder()
                      .withPhase(phase)
                      .withContainerStatuses(
                          new ContainerStatusBuilder()
                              .withName("buildkit")
                              .withImage("stand-in")
                              .withImageID("")
                              .withReady(phase.equals("Running"))
                              .withRestartCount(0)
                              .withState(state.build())
                              .build())
                      .build());
              return old;
            });
  }

  /** The words of a command with this machine's paths. */
  String here(String text) {
    return text.replace("/dev/termination-log", home.resolveSibling("termination-log").toString())
        .replaceAll("(?<![A-Za-z0-9_/-])/paas(?![A-Za-z0-9-])", home.toString());
  }

  /** As the log is with times; a line a nanosecond. */
  String timedLog() throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> lines = new ArrayList<>();
    Instant time = Instant.parse("2026-01-01T00:00:00Z");
    String written = Files.exists(log) ? Files.readString(log, UTF_8) : "";
    written.substring(0, written.lastIndexOf('\n') + 1).lines().forEach(lines::add);
    for (String line : lines) {
      time = time.plusNanos(1);
      text.append(time).append(' ').append(line).append('\n');
    }
    return text.toString();
  }

  @Override
  public void close() {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
