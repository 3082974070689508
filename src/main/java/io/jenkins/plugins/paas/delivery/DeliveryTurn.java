package io.jenkins.plugins.paas.delivery;

import hudson.model.Run;
import io.jenkins.plugins.paas.core.text.DurationText;
import io.jenkins.plugins.paas.core.wait.OpenTimes;
import io.jenkins.plugins.paas.delivery.lock.Turn;
import io.jenkins.plugins.paas.step.StepLog;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a delivery may begin: the platform's window is open, and nobody else delivers there. */
final class DeliveryTurn implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm zzz", Locale.ENGLISH);

  private final String platform;
  private final String lock;
  private final String key;
  private String awaiting = "";

  /**
   * @param environment {@code null} for a delivery to nowhere in particular, which needs no lock
   */
  DeliveryTurn(String platform, String application, String environment, String key) {
    this.platform = platform;
    this.lock = environment == null ? null : platform + "/" + application + "/" + environment;
    this.key = key;
  }

  /** Whether it may begin now; says what it waits for. */
  boolean mayBegin(String windows, Run<?, ?> run, StepLog log) throws IOException {
    if (windows != null && !isOpen(OpenTimes.parse(windows), run, log)) {
      return false;
    }
    if (lock == null) {
      return true;
    }
    List<Turn> before = DeliveryLocks.get().await(lock, key, run);
    if (before.isEmpty()) {
      awaiting = "";
      return true;
    }
    Turn first = before.get(0);
    String who = "build " + first.build() + " delivers to " + lock;
    String queue =
        before.size() == 1
            ? "next in the queue"
            : (before.size() - 1) + " more before this one in the queue";
    log.change("waiting:", who + ", " + queue);
    awaiting =
        "its turn: "
            + who
            + " since "
            + DurationText.format(
                Duration.ofMillis(System.currentTimeMillis() - first.sinceMillis()))
            + ", "
            + queue;
    return false;
  }

  private boolean isOpen(OpenTimes times, Run<?, ?> run, StepLog log) throws IOException {
    Instant now = Instant.now();
    DeliveryAction action = run.getAction(DeliveryAction.class);
    String id = "window/" + key;
    Optional<DeliveryQuestion> asked = action == null ? Optional.empty() : action.find(id);
    if (times.isOpen(now)) {
      if (asked.isPresent() && asked.get().getVerdict() == null) {
        action.withdraw(id, Set.of());
      }
      return true;
    }
    if (asked.isPresent() && asked.get().getVerdict() != null) {
      log.change("", "the deployment window is closed, and overridden by " + asked.get().getBy());
      return true;
    }
    Optional<ZonedDateTime> next = times.next(now);
    String closed =
        "the deployment window of platform '"
            + platform
            + "' is closed"
            + next.map(n -> " until " + TIME.format(n)).orElse(", and never opens");
    if (asked.isEmpty()) {
      DeliveryAction.of(run).ask(DeliveryQuestion.window(id, "Deliver now: " + closed));
      log.info(
          closed
              + "; who holds PaaS/Deploy on all of Jenkins overrides it at "
              + DeliveryAction.of(run).where());
    }
    awaiting = "its time: " + closed;
    return false;
  }

  /** Gives back what it has. */
  void end() {
    if (lock != null) {
      DeliveryLocks.get().leave(key);
    }
  }

  /** What is waited for; empty when nothing is. */
  String awaiting() {
    return awaiting;
  }
}
