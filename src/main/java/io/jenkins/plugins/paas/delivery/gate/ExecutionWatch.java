package io.jenkins.plugins.paas.delivery.gate;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets all who wait at one Gate share their polls: whoever asks first when the last answer is no
 * longer fresh asks for all, 250 executions a request, without stage contexts. It owns no thread.
 * Thread-safe.
 */
public final class ExecutionWatch {

  private static final long LOST_MILLIS = 300_000;

  private final GateClient gate;
  private final Clock clock;
  private final Map<String, Long> waiting = new ConcurrentHashMap<>();
  private final ReentrantLock polling = new ReentrantLock();
  private volatile Snapshot last = new Snapshot(0, Set.of(), Map.of(), null);
  private volatile long quietUntil;

  /** One poll: which were asked for, and which of them Gate knows. */
  private record Snapshot(
      long atMillis, Set<String> asked, Map<String, Execution> executions, GateFailure failure) {}

  public ExecutionWatch(GateClient gate, Clock clock) {
    this.gate = gate;
    this.clock = clock;
  }

  /** Takes part from now on. */
  public void join(String executionId) {
    waiting.put(executionId, clock.millis());
  }

  /** Takes part no longer. */
  public void leave(String executionId) {
    waiting.remove(executionId);
  }

  /** How many wait. */
  public int size() {
    return waiting.size();
  }

  /**
   * The execution without its stage contexts, as fresh as sharing allows; empty when Gate does not
   * know it (yet).
   *
   * @throws GateFailure what the shared poll met; each who waits is told
   */
  public Optional<Execution> peek(String executionId) throws GateFailure, InterruptedException {
    join(executionId);
    Snapshot seen = last;
    if (!isFresh(seen, executionId)) {
      seen = renew(executionId);
    }
    if (seen.failure() != null) {
      throw seen.failure();
    }
    return Optional.ofNullable(seen.executions().get(executionId));
  }

  /** Asks, or takes what is there while somebody else asks: a look must not hold a thread. */
  private Snapshot renew(String executionId) throws InterruptedException {
    if (!polling.tryLock()) {
      Snapshot before = last;
      if (before.failure() == null && before.asked().contains(executionId)) {
        return before;
      }
      polling.lockInterruptibly();
    }
    try {
      Snapshot seen = last;
      if (!isFresh(seen, executionId)) {
        seen = poll();
        last = seen;
      }
      return seen;
    } finally {
      polling.unlock();
    }
  }

  private boolean isFresh(Snapshot snapshot, String id) {
    long now = clock.millis();
    boolean answers = snapshot.failure() != null || snapshot.asked().contains(id);
    return answers && (now < quietUntil || now - snapshot.atMillis() < freshness().toMillis());
  }

  /** The more wait, the longer an answer serves: 1 s for a few, 10 s for a thousand. */
  private Duration freshness() {
    int n = waiting.size();
    return Duration.ofMillis(n <= 10 ? 800 : n <= GateClient.BATCH ? 4000 : 10_000);
  }

  private Snapshot poll() throws InterruptedException {
    Map<String, Execution> found = new HashMap<>();
    // who has not asked for so long was lost, and must not be polled for ever
    waiting.values().removeIf(asked -> clock.millis() - asked > LOST_MILLIS);
    List<String> ids = new ArrayList<>(waiting.keySet());
    try {
      for (int from = 0; from < ids.size(); from += GateClient.BATCH) {
        gate.executions(ids.subList(from, Math.min(ids.size(), from + GateClient.BATCH)))
            .forEach(e -> found.put(e.id(), e));
      }
      return new Snapshot(clock.millis(), Set.copyOf(ids), found, null);
    } catch (GateFailure e) {
      quietUntil = clock.millis() + e.retryAfter().toMillis();
      return new Snapshot(clock.millis(), Set.copyOf(ids), Map.of(), e);
    }
  }
}
