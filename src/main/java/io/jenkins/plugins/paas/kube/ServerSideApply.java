package io.jenkins.plugins.paas.kube;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Applies objects as one field manager, wave by wave, each wave in parallel. Applying the same
 * again changes nothing, so it may be repeated after any fault.
 */
public final class ServerSideApply {

  /** The manager of every field that this suite sets. */
  public static final String FIELD_MANAGER = "paas";

  private static final int PARALLEL = 8;

  private final KubeSession session;
  private final boolean force;
  private final boolean dryRun;
  private final Consumer<Applied> told;

  /**
   * @param force takes over fields that others manage
   * @param dryRun asks the server for what would be, and changes nothing
   * @param told learns of each object when it is done, on any thread
   */
  public ServerSideApply(
      KubeSession session, boolean force, boolean dryRun, Consumer<Applied> told) {
    this.session = session;
    this.force = force;
    this.dryRun = dryRun;
    this.told = told;
  }

  /**
   * Applies all, in the order of their waves.
   *
   * @return one entry an object, waves in order, within a wave as given
   * @throws KubeFailure the first failure of a wave, the others suppressed; later waves are not
   *     begun
   */
  public List<Applied> apply(List<KubeObject> objects) throws KubeFailure, InterruptedException {
    Map<Wave, List<KubeObject>> waves = new EnumMap<>(Wave.class);
    for (KubeObject object : objects) {
      waves.computeIfAbsent(Wave.of(object.kind()), w -> new ArrayList<>()).add(object);
    }
    List<Applied> applied = new ArrayList<>();
    AtomicInteger number = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(PARALLEL, objects.size())),
            task -> {
              Thread thread = new Thread(task, "paas-apply-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    try {
      for (List<KubeObject> wave : waves.values()) {
        List<Future<Applied>> futures = new ArrayList<>();
        for (KubeObject object : wave) {
          futures.add(threads.submit(() -> one(object)));
        }
        applied.addAll(all(futures));
      }
    } finally {
      threads.shutdownNow();
    }
    return applied;
  }

  private static List<Applied> all(List<Future<Applied>> futures)
      throws KubeFailure, InterruptedException {
    List<Applied> done = new ArrayList<>();
    KubeFailure first = null;
    for (Future<Applied> future : futures) {
      try {
        done.add(future.get());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof KubeFailure failure)) {
          throw new IllegalStateException(e.getCause());
        }
        if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      }
    }
    if (first != null) {
      throw first;
    }
    return done;
  }

  private Applied one(KubeObject object) throws KubeFailure, InterruptedException {
    Optional<KubeObject> before = session.get(object.ref());
    KubeObject after = session.apply(object, FIELD_MANAGER, force, dryRun);
    Applied applied = new Applied(outcome(before, after), before, after);
    told.accept(applied);
    return applied;
  }

  /** An apply that changes nothing leaves the resource version alone; a dry run always does. */
  private Outcome outcome(Optional<KubeObject> before, KubeObject after) {
    if (before.isEmpty()) {
      return Outcome.CREATED;
    }
    boolean same =
        dryRun
            ? PlainView.of(before.get()).equals(PlainView.of(after))
            : before
                .get()
                .text("metadata", "resourceVersion")
                .equals(after.text("metadata", "resourceVersion"));
    return same ? Outcome.UNCHANGED : Outcome.CONFIGURED;
  }
}
