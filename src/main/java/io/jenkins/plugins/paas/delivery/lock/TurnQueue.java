package io.jenkins.plugins.paas.delivery.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Who delivers where, and who waits, first come first served. The first turn of a lock has it. Not
 * thread-safe.
 */
public final class TurnQueue {

  private final List<Turn> turns;

  public TurnQueue(List<Turn> turns) {
    this.turns = new ArrayList<>(turns);
  }

  /** All, in order, to be kept. */
  public List<Turn> turns() {
    return new ArrayList<>(turns);
  }

  /**
   * Stands in the queue; who stands there already keeps the place.
   *
   * @return whether anything changed
   */
  public boolean join(String lock, String key, String build, long nowMillis) {
    if (turns.stream().anyMatch(t -> t.key().equals(key))) {
      return false;
    }
    turns.add(new Turn(lock, key, build, nowMillis));
    return true;
  }

  /** Those of the same lock that came before, the one who has it first; none when it is ours. */
  public List<Turn> before(String key) {
    List<Turn> found = new ArrayList<>();
    String lock =
        turns.stream().filter(t -> t.key().equals(key)).map(Turn::lock).findFirst().orElse("");
    for (Turn turn : turns) {
      if (turn.key().equals(key)) {
        break;
      }
      if (turn.lock().equals(lock)) {
        found.add(turn);
      }
    }
    return found;
  }

  /** Gives the place up. */
  public boolean leave(String key) {
    return turns.removeIf(t -> t.key().equals(key));
  }

  /** Forgets those whose build does not run any more: killed, deleted, or ended without a word. */
  public boolean forget(Predicate<String> runs) {
    return turns.removeIf(t -> !runs.test(t.build()));
  }
}
