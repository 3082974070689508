package io.jenkins.embedded.platform.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs one pod on a thread of its own until its containers have ended for good. */
final class PodWorker implements Runnable {
  private static final Logger LOGGER = Logger.getLogger(PodWorker.class.getName());
  private static final Duration STEP = Duration.ofMillis(100);

  private final JsonNode pod;
  private final RuntimeFiles files;
  private final PodBoard board;
  private final PodAddresses addresses;
  private final Semaphore changes = new Semaphore(0);
  private final List<Container> initial = new ArrayList<>();
  private final List<Container> containers = new ArrayList<>();
  private volatile Duration grace;
  private volatile boolean closed;
  private volatile Thread thread;
  private PodContext context;
  private PodStatus status;
  private Instant stopAsked;

  PodWorker(JsonNode pod, RuntimeFiles files, PodBoard board, PodAddresses addresses) {
    this.pod = pod;
    this.files = files;
    this.board = board;
    this.addresses = addresses;
  }

  /** Ends the containers: SIGTERM, and SIGKILL after the grace. */
  void stop(Duration period) {
    if (grace == null || period.compareTo(grace) < 0) {
      grace = period;
      changes.release();
    }
  }

  /** Kills at once; nothing is told to the API any more. */
  void close() {
    closed = true;
    Thread own = thread;
    if (own != null) {
      // a pull in progress gives way
      own.interrupt();
    }
    // init containers are listed before they start; both lists are complete by then
    synchronized (this) {
      initial.forEach(Container::end);
      containers.forEach(Container::end);
    }
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    try {
      if (prepare()) {
        work();
      }
      if (!closed && grace != null) {
        board.removed(pod);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "the worker of a pod failed", e);
    }
  }

  private boolean prepare() throws InterruptedException {
    String address;
    try {
      address = addresses.next();
    } catch (IOException e) {
      board.event(pod, "Warning", "FailedCreatePodSandBox", e.getMessage());
      while (!closed && grace == null) {
        changes.acquire();
      }
      return false;
    }
    context = new PodContext(pod, files, board, address, changes::release);
    String restart = pod.path("spec").path("restartPolicy").asText("Always");
    String initRestart = restart.equals("Always") ? "OnFailure" : restart;
    synchronized (this) {
      pod.path("spec")
          .path("initContainers")
          .forEach(c -> initial.add(new Container(c, context, initRestart)));
      pod.path("spec")
          .path("containers")
          .forEach(c -> containers.add(new Container(c, context, restart)));
    }
    status = new PodStatus(pod, address, initial, containers, files.clock());
    publish();
    return true;
  }

  private void work() throws InterruptedException {
    boolean over = false;
    while (!over && !closed) {
      Instant now = files.clock().instant();
      if (grace != null) {
        askToStop(now);
      }
      synchronized (this) {
        if (!closed) {
          over = advance(now);
        }
      }
      publish();
      if (!over) {
        changes.tryAcquire(STEP.toMillis(), TimeUnit.MILLISECONDS);
        changes.drainPermits();
      }
    }
    // a finished pod stays until it is deleted
    while (!closed && grace == null) {
      changes.acquire();
    }
  }

  private void askToStop(Instant now) {
    if (stopAsked == null) {
      stopAsked = now;
      context.stopping();
      context.event("Normal", "Killing", "Stopping the pod's containers");
    }
    Duration left = Duration.between(now, stopAsked.plus(grace));
    Duration rest = left.isNegative() ? Duration.ZERO : left;
    initial.forEach(c -> c.stop(now, rest));
    containers.forEach(c -> c.stop(now, rest));
  }

  private boolean advance(Instant now) throws InterruptedException {
    for (Container container : initial) {
      container.advance(now);
      if (!container.isFinished()) {
        return false;
      }
      if (!container.succeeded() && grace == null) {
        return true;
      }
    }
    for (Container container : containers) {
      container.advance(now);
    }
    return containers.stream().allMatch(Container::isFinished);
  }

  private void publish() {
    if (!closed) {
      ObjectNode next = status.next();
      if (next != null) {
        board.status(pod, next);
      }
    }
  }
}
