package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.ApiType;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.kube.readiness.PodProblem.Patience;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at objects until they are ready. A look costs one request a kind and namespace, however
 * many objects there are, and two more for the pods of what is not ready. Remembers between looks
 * what has been seen before; not thread-safe.
 */
public final class ReadinessWatch {

  private static final Set<String> WITH_PODS =
      Set.of("Deployment", "StatefulSet", "DaemonSet", "Job", "Pod");

  private static final Verdict LATER = Verdict.ready("to be bound with its first pod");

  private final List<ObjectRef> objects;
  private final Clock clock;
  private final Map<String, Seen> seen = new HashMap<>();

  private static final class Seen {
    int looks;
    long firstMillis;
  }

  /** Kinds that have nothing to wait for are left out. */
  public ReadinessWatch(List<ObjectRef> objects, Clock clock) {
    this.objects =
        objects.stream().filter(o -> ReadinessRules.applies(o.group(), o.kind())).toList();
    this.clock = clock;
  }

  /** Looks once. */
  public Look look(KubeSession session) throws KubeFailure, InterruptedException {
    Map<ObjectRef, KubeObject> live = live(session);
    Map<ObjectRef, Verdict> verdicts = new LinkedHashMap<>();
    List<KubeObject> unready = new ArrayList<>();
    Optional<ObjectRef> fatal = Optional.empty();
    for (ObjectRef ref : objects) {
      KubeObject object = live.get(ref);
      Verdict verdict =
          object == null
              ? Verdict.failed("is gone: somebody removed it")
              : ReadinessRules.of(object);
      if (ref.kind().equals("PersistentVolumeClaim") && !verdict.isReady() && object != null) {
        verdict = PodEvidence.waitsForConsumer(session, object) ? LATER : verdict;
      }
      verdicts.put(ref, verdict);
      if (object != null && !verdict.isReady() && WITH_PODS.contains(ref.kind())) {
        unready.add(object);
      }
      if (verdict.isFailed() && fatal.isEmpty()) {
        fatal = Optional.of(ref);
      }
    }
    List<PodProblem> problems = new ArrayList<>();
    Neighbours neighbours = new Neighbours(session);
    for (KubeObject object : unready) {
      problems.addAll(neighbours.problems(object));
    }
    Set<String> counted = new HashSet<>();
    for (PodProblem problem : problems) {
      if (isFatal(problem, counted) && fatal.isEmpty()) {
        fatal = Optional.of(problem.workload());
      }
    }
    return new Look(verdicts, problems, fatal);
  }

  private Map<ObjectRef, KubeObject> live(KubeSession session)
      throws KubeFailure, InterruptedException {
    Map<ObjectRef, KubeObject> live = new HashMap<>();
    Map<List<String>, List<ObjectRef>> groups = new LinkedHashMap<>();
    for (ObjectRef ref : objects) {
      groups
          .computeIfAbsent(
              List.of(ref.apiVersion(), ref.kind(), ref.namespace()), k -> new ArrayList<>())
          .add(ref);
    }
    for (List<ObjectRef> group : groups.values()) {
      ObjectRef first = group.get(0);
      if (group.size() == 1) {
        session.get(first).ifPresent(object -> live.put(first, object));
        continue;
      }
      ApiType type = session.types().require(first.apiVersion(), first.kind());
      for (KubeObject object : session.list(type, first.namespace(), "")) {
        live.put(object.ref(), object);
      }
    }
    return live;
  }

  private boolean isFatal(PodProblem problem, Set<String> counted) {
    String key = problem.workload() + " " + problem.container() + " " + problem.sort();
    Seen before = seen.computeIfAbsent(key, k -> new Seen());
    if (counted.add(key) && before.looks++ == 0) {
      before.firstMillis = clock.millis();
    }
    Patience patience = problem.sort().patience;
    return before.looks >= patience.looks()
        && clock.millis() - before.firstMillis >= patience.time().toMillis();
  }
}
