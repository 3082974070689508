package io.jenkins.plugins.paas.core.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where back ends report each mutating call. Whoever begins work on a thread says as whom; the
 * report goes to the one listener of the process. A failing listener is logged and fails nothing.
 */
public final class AuditTrail {

  private static final Logger LOGGER = Logger.getLogger(AuditTrail.class.getName());
  private static final ThreadLocal<Actor> ACTOR = new ThreadLocal<>();
  private static volatile Consumer<Mutation> listener = mutation -> {};

  /** Work that belongs together; mutable, for the platform becomes known on the way. */
  private static final class Actor {
    private final String who;
    private final String build;
    private volatile String platform = "";

    Actor(String who, String build) {
      this.who = who;
      this.build = build;
    }
  }

  private AuditTrail() {}

  /** Ends what {@link #as} began. */
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }

  /** Replaces the listener. */
  public static void to(Consumer<Mutation> value) {
    listener = value;
  }

  /** What this thread does from now on is done by them, until the scope is closed. */
  public static Scope as(String who, String build) {
    Actor before = ACTOR.get();
    ACTOR.set(new Actor(who, build));
    return () -> set(before);
  }

  /** The platform whose system is called next; without a scope it is not remembered. */
  public static void at(String platform) {
    Actor actor = ACTOR.get();
    if (actor != null) {
      actor.platform = platform;
    }
  }

  /** The work, to be done on another thread in this one's name. */
  public static <T> Callable<T> carrying(Callable<T> work) {
    Actor actor = ACTOR.get();
    return () -> {
      Actor before = ACTOR.get();
      set(actor);
      try {
        return work.call();
      } finally {
        set(before);
      }
    };
  }

  /**
   * Reports a call that has ended.
   *
   * @param startNanos of {@link System#nanoTime()}
   */
  public static void report(
      String system, String verb, String object, String outcome, long startNanos) {
    Actor actor = ACTOR.get();
    Mutation mutation =
        new Mutation(
            Instant.now(),
            actor == null ? "" : actor.who,
            actor == null ? "" : actor.build,
            actor == null ? "" : actor.platform,
            system,
            verb,
            object,
            outcome,
            Duration.ofNanos(System.nanoTime() - startNanos).toMillis());
    try {
      listener.accept(mutation);
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "A call could not be written to the audit: " + mutation, e);
    }
  }

  private static void set(Actor actor) {
    if (actor == null) {
      ACTOR.remove();
    } else {
      ACTOR.set(actor);
    }
  }
}
