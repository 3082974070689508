package io.jenkins.embedded.platform.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** The three probes of one run of a container; the startup probe holds the others back. */
final class Probes {
  private final Probe startup;
  private final Probe readiness;
  private final Probe liveness;
  private boolean started;
  private boolean ready;
  private boolean restart;
  private String problem = "";

  Probes(JsonNode container, String address, Instant now) {
    startup = probe("startupProbe", container, address, now);
    readiness = probe("readinessProbe", container, address, now);
    liveness = probe("livenessProbe", container, address, now);
    started = startup == null;
    ready = started && readiness == null;
  }

  private static Probe probe(String field, JsonNode container, String address, Instant now) {
    // failures of a readiness probe before its first success change nothing, so asking often is
    // safe
    boolean eager = field.equals("readinessProbe");
    return container.has(field)
        ? new Probe(container.get(field), container, address, now, eager)
        : null;
  }

  /** Asks what is due; true when a probe failed. */
  boolean ask(Instant now) {
    boolean failed = false;
    if (!started) {
      failed = failed("Startup", startup, now);
      started = startup.hasSucceeded();
      restart |= startup.hasFailed();
      ready = started && readiness == null;
      return failed;
    }
    if (readiness != null) {
      failed = failed("Readiness", readiness, now);
      ready = ready ? !readiness.hasFailed() : readiness.hasSucceeded();
    }
    if (liveness != null) {
      failed |= failed("Liveness", liveness, now);
      restart |= liveness.hasFailed();
    }
    return failed;
  }

  private boolean failed(String kind, Probe probe, Instant now) {
    if (!probe.ask(now) || probe.problem().isEmpty()) {
      return false;
    }
    problem = kind + " probe failed: " + probe.problem();
    return true;
  }

  String problem() {
    return problem;
  }

  boolean isStarted() {
    return started;
  }

  boolean isReady() {
    return ready;
  }

  boolean demandRestart() {
    return restart;
  }
}
