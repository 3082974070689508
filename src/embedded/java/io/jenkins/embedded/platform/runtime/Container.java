package io.jenkins.embedded.platform.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * One container of a pod from waiting over running to terminated and around again, as its pod's
 * restartPolicy says. Driven by the pod's thread alone.
 */
final class Container {
  private final JsonNode spec;
  private final PodContext pod;
  private final String restartPolicy;
  private final ImageStep imageStep;
  private final RestartBackoff restarts = new RestartBackoff();
  private ObjectNode state = JsonNodeFactory.instance.objectNode();
  private ObjectNode lastState = JsonNodeFactory.instance.objectNode();
  private ContainerProcess process;
  private Probes probes;
  private UnpackedImage image;
  private int restartCount;
  private boolean finished;
  private boolean attempted;
  private Instant due = Instant.MIN;

  /**
   * @param restartPolicy Always, OnFailure or Never
   */
  Container(JsonNode spec, PodContext pod, String restartPolicy) {
    this.spec = spec;
    this.pod = pod;
    this.restartPolicy = restartPolicy;
    this.imageStep = new ImageStep(spec, pod);
    waiting("ContainerCreating", "");
  }

  private void waiting(String reason, String message) {
    state = JsonNodeFactory.instance.objectNode();
    ObjectNode waiting = state.putObject("waiting").put("reason", reason);
    if (!message.isEmpty()) {
      waiting.put("message", message);
    }
  }

  /** One step: start what is due, notice an end, ask the probes. */
  void advance(Instant now) throws InterruptedException {
    if (finished) {
      return;
    }
    if (process == null) {
      if (!now.isBefore(due)) {
        start(now);
      }
    } else if (!process.isAlive()) {
      ended(now);
    } else {
      process.killIfDue(now);
      if (probes.ask(now) && !pod.isStopping()) {
        pod.event("Warning", "Unhealthy", probes.problem());
      }
      if (probes.demandRestart() && !pod.isStopping()) {
        pod.event(
            "Normal",
            "Killing",
            "Container " + name() + " failed liveness probe, will be restarted");
        process.terminate(now, pod.grace());
      }
    }
  }

  private void start(Instant now) throws InterruptedException {
    try {
      image = imageStep.image();
      ContainerCommand command = new ContainerCommand(image, pod.files(name()));
      var environment = pod.environment(spec, image);
      pod.requireNoVolumes(spec);
      process =
          ContainerProcess.start(
              attempted,
              command.line(
                  strings("command"), strings("args"), Limits.jvmOptions(spec), environment),
              pod.withoutPaths(environment),
              image.workingDirectory(spec.path("workingDir").asText("")),
              pod.log(name()),
              pod.ledger(),
              pod.clock());
    } catch (ContainerFailure e) {
      retry(e.reason(), e.getMessage(), now);
      return;
    } catch (IOException e) {
      retry("RunContainerError", e.getMessage(), now);
      return;
    }
    if (attempted) {
      restartCount++;
    }
    attempted = true;
    process.onExit(pod::wake);
    probes = new Probes(spec, pod.address(), process.started());
    state = JsonNodeFactory.instance.objectNode();
    state.putObject("running").put("startedAt", text(process.started()));
    pod.event("Normal", "Started", "Started container " + name());
  }

  private void retry(String reason, String message, Instant now) {
    boolean told = state.path("waiting").path("message").asText("").equals(message);
    waiting(reason, message);
    if (!told) {
      pod.event(
          "Warning",
          reason.equals("ImagePullBackOff") ? "BackOff" : "Failed",
          "Error: " + reason + ": " + message);
    }
    due = now.plus(imageStep.wait(reason, restarts));
  }

  private void ended(Instant now) {
    int code = process.exitCode();
    ObjectNode terminated = JsonNodeFactory.instance.objectNode();
    terminated.put("exitCode", code);
    terminated.put("reason", code == 0 ? "Completed" : "Error");
    terminated.put("startedAt", text(process.started()));
    terminated.put("finishedAt", text(now));
    terminated.put("containerID", id());
    Instant started = process.started();
    process = null;
    probes = null;
    boolean again =
        !pod.isStopping()
            && (restartPolicy.equals("Always") || restartPolicy.equals("OnFailure") && code != 0);
    if (!again) {
      state = JsonNodeFactory.instance.objectNode();
      state.set("terminated", terminated);
      finished = true;
      return;
    }
    lastState = JsonNodeFactory.instance.objectNode();
    lastState.set("terminated", terminated);
    Duration wait = restarts.after(started, now);
    due = now.plus(wait);
    if (wait.isZero()) {
      state = lastState.deepCopy();
    } else {
      String message =
          "back-off "
              + wait.toSeconds()
              + "s restarting failed container="
              + name()
              + " pod="
              + pod.label();
      waiting("CrashLoopBackOff", message);
      pod.event("Warning", "BackOff", "Back-off restarting failed container " + name());
    }
  }

  /** Asks a running process to end; a waiting container never starts again. */
  void stop(Instant now, Duration grace) {
    if (process != null) {
      process.terminate(now, grace);
    } else {
      finished = true;
    }
  }

  void end() {
    if (process != null) {
      process.end();
    }
  }

  boolean isFinished() {
    return finished;
  }

  boolean isRunning() {
    return process != null && state.has("running");
  }

  boolean hasStarted() {
    return attempted;
  }

  boolean isReady() {
    return isRunning() && probes.isReady();
  }

  boolean succeeded() {
    return state.path("terminated").path("exitCode").asInt(-1) == 0;
  }

  String name() {
    return spec.path("name").asText();
  }

  private String id() {
    return "process://" + (process == null ? "" : process.pid());
  }

  ObjectNode status() {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("name", name());
    status.set("state", state);
    status.set("lastState", lastState);
    status.put("ready", isReady());
    status.put("restartCount", restartCount);
    status.put("image", spec.path("image").asText());
    status.put("imageID", image == null ? "" : imageStep.id(image));
    status.put("started", isRunning() && probes.isStarted());
    if (process != null) {
      status.put("containerID", id());
    }
    return status;
  }

  private List<String> strings(String field) {
    List<String> strings = new ArrayList<>();
    spec.path(field).forEach(s -> strings.add(s.asText()));
    return strings;
  }

  private static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
