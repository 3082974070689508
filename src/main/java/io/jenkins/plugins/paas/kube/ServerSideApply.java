package io.jenkins.plugins.paas.kube;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Applies objects as one field manager, wave by wave, each wave in parallel. What already is as
 * wanted is not sent at all. Applying the same again changes nothing, so it may be repeated after
 * any fault.
 */
public final class ServerSideApply {

  /** The manager of every field that this suite sets. */
  public static final String FIELD_MANAGER = "paas";

  private final KubeSession session;
  private final String manager;
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
    this(session, FIELD_MANAGER, force, dryRun, told);
  }

  /**
   * @param manager a manager of its own, for fields that only one may have
   */
  public ServerSideApply(
      KubeSession session, String manager, boolean force, boolean dryRun, Consumer<Applied> told) {
    this.session = session;
    this.manager = manager;
    this.force = force;
    this.dryRun = dryRun;
    this.told = told;
  }

  /**
   * Applies all, in the order of their waves. A custom resource definition is served before the
   * next wave begins. In a dry run a conflict is an outcome; else it is a failure.
   *
   * @return one entry an object, waves in order, within a wave as given
   * @throws KubeFailure with every failure of a wave; later waves are not begun
   */
  public List<Applied> apply(List<KubeObject> objects) throws KubeFailure, InterruptedException {
    Map<Wave, List<KubeObject>> waves = new EnumMap<>(Wave.class);
    for (KubeObject object : objects) {
      waves.computeIfAbsent(Wave.of(object), w -> new ArrayList<>()).add(object);
    }
    Definitions definitions =
        new Definitions(session, waves.getOrDefault(Wave.DEFINITIONS, List.of()));
    List<Applied> applied = new ArrayList<>(objects.size());
    try (Lanes lanes = new Lanes(objects.size())) {
      for (Map.Entry<Wave, List<KubeObject>> wave : waves.entrySet()) {
        applied.addAll(wave(wave.getValue(), lanes, definitions));
        if (wave.getKey() == Wave.DEFINITIONS && !dryRun) {
          definitions.awaitServed();
        }
      }
    }
    return applied;
  }

  private List<Applied> wave(List<KubeObject> wave, Lanes lanes, Definitions definitions)
      throws KubeFailure, InterruptedException {
    Map<KubeObject, Applied> outcomes = new LinkedHashMap<>();
    List<KubeObject> known = new ArrayList<>();
    for (KubeObject object : wave) {
      outcomes.put(object, null);
      // one after the other, so that each group is discovered once
      if (dryRun && definitions.isOnlyPlanned(object)) {
        Applied planned = new Applied(object.ref(), Outcome.CREATED, none(), some(object), "");
        outcomes.put(object, planned);
        told.accept(planned);
      } else {
        session.types().require(object.apiVersion(), object.kind());
        known.add(PortProtocols.added(object));
      }
    }
    LiveObjects live = new LiveObjects(session, manager, dryRun);
    live.look(known, lanes);
    List<Callable<Applied>> work = new ArrayList<>();
    for (KubeObject object : known) {
      work.add(() -> one(object, live));
    }
    Lanes.Results<Applied> results = lanes.all(work);
    int next = 0;
    List<Applied> applied = new ArrayList<>(wave.size());
    for (Applied planned : outcomes.values()) {
      Applied one = planned != null ? planned : results.values().get(next++);
      if (one != null) {
        applied.add(one);
      }
    }
    if (!results.failures().isEmpty()) {
      throw KubeFailure.together(results.failures());
    }
    return applied;
  }

  private Applied one(KubeObject object, LiveObjects live)
      throws KubeFailure, InterruptedException {
    ObjectRef ref = object.ref();
    Applied applied;
    if (live.isSame(ref)) {
      applied = Applied.of(ref, Outcome.UNCHANGED);
    } else {
      try {
        applied = send(object, live);
      } catch (KubeFailure e) {
        if (e.kind() != KubeFailure.Kind.CONFLICT) {
          throw e;
        }
        told.accept(new Applied(ref, Outcome.CONFLICT, none(), none(), e.getMessage()));
        if (dryRun) {
          return new Applied(ref, Outcome.CONFLICT, none(), none(), e.getMessage());
        }
        throw e;
      }
    }
    told.accept(applied);
    return applied;
  }

  private Applied send(KubeObject object, LiveObjects live)
      throws KubeFailure, InterruptedException {
    ObjectRef ref = object.ref();
    KubeSession.Patched patched = session.apply(object, manager, force, dryRun);
    KubeObject after = patched.object();
    if (dryRun) {
      Optional<KubeObject> before = live.before(ref);
      boolean same = before.isPresent() && PlainView.of(before.get()).equals(PlainView.of(after));
      Outcome outcome =
          before.isEmpty() ? Outcome.CREATED : same ? Outcome.UNCHANGED : Outcome.CONFIGURED;
      return new Applied(ref, outcome, before, some(after), "");
    }
    // an apply that changes nothing leaves the resource version alone
    boolean same = live.version(ref).equals(after.text("metadata", "resourceVersion"));
    return Applied.of(
        ref, patched.created() ? Outcome.CREATED : same ? Outcome.UNCHANGED : Outcome.CONFIGURED);
  }

  private static Optional<KubeObject> none() {
    return Optional.empty();
  }

  private static Optional<KubeObject> some(KubeObject object) {
    return Optional.of(object);
  }
}
