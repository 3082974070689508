package io.jenkins.plugins.paas.kube;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is there of the objects that are to be applied: one list a kind and namespace, read page by
 * page and compared at once, so that ten thousand objects need no room.
 */
final class LiveObjects {

  /** So few objects are asked for one by one: a namespace may hold thousands of others. */
  private static final int FEW = 3;

  private final KubeSession session;
  private final String manager;
  private final boolean keep;
  private final Set<ObjectRef> same = ConcurrentHashMap.newKeySet();
  private final Map<ObjectRef, String> versions = new ConcurrentHashMap<>();
  private final Map<ObjectRef, KubeObject> kept = new ConcurrentHashMap<>();

  /**
   * @param keep the objects that are not yet as wanted, to show the difference
   */
  LiveObjects(KubeSession session, String manager, boolean keep) {
    this.session = session;
    this.manager = manager;
    this.keep = keep;
  }

  /** Compares all; what may not be read counts as unknown. */
  void look(List<KubeObject> wanted, Lanes lanes) throws KubeFailure, InterruptedException {
    Map<List<String>, List<KubeObject>> groups = new LinkedHashMap<>();
    for (KubeObject object : wanted) {
      groups
          .computeIfAbsent(
              List.of(object.apiVersion(), object.kind(), object.namespace()),
              key -> new ArrayList<>())
          .add(object);
    }
    List<Callable<Boolean>> work = new ArrayList<>();
    for (List<KubeObject> group : groups.values()) {
      if (group.size() <= FEW) {
        group.forEach(object -> work.add(() -> get(object)));
      } else {
        work.add(() -> list(group));
      }
    }
    Lanes.Results<Boolean> results = lanes.all(work);
    if (!results.failures().isEmpty()) {
      throw KubeFailure.together(results.failures());
    }
  }

  /** Whether an apply would change nothing. */
  boolean isSame(ObjectRef ref) {
    return same.contains(ref);
  }

  /** The resource version as it was, or "" where there was none. */
  String version(ObjectRef ref) {
    return versions.getOrDefault(ref, "");
  }

  /** The object as it was, where it was to be kept. */
  Optional<KubeObject> before(ObjectRef ref) {
    return Optional.ofNullable(kept.get(ref));
  }

  private boolean get(KubeObject wanted) throws KubeFailure, InterruptedException {
    try {
      session.get(wanted.ref()).ifPresent(live -> compare(wanted, live));
      return true;
    } catch (KubeFailure e) {
      return unreadable(e);
    }
  }

  private boolean list(List<KubeObject> group) throws KubeFailure, InterruptedException {
    Map<String, KubeObject> byName = new HashMap<>();
    group.forEach(object -> byName.put(object.name(), object));
    KubeObject first = group.get(0);
    ApiType type = session.types().require(first.apiVersion(), first.kind());
    try {
      session.each(
          type,
          first.namespace(),
          Map.of(),
          live -> {
            KubeObject wanted = byName.get(live.name());
            if (wanted != null) {
              compare(wanted, live);
            }
          });
      return true;
    } catch (KubeFailure e) {
      return unreadable(e);
    }
  }

  // who may patch but not read can still apply: only "unchanged" is not seen then
  private static boolean unreadable(KubeFailure e) throws KubeFailure {
    if (e.kind() == KubeFailure.Kind.FORBIDDEN) {
      return false;
    }
    throw e;
  }

  private void compare(KubeObject wanted, KubeObject live) {
    ObjectRef ref = wanted.ref();
    versions.put(ref, live.text("metadata", "resourceVersion"));
    if (OwnedFields.same(wanted, live, manager)) {
      same.add(ref);
    } else if (keep) {
      kept.put(ref, live);
    }
  }
}
