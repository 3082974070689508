package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.kube.readiness.PodProblem.Patience;
import java.time.Clock;
import java.time.Duration;
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
 * many objects there are, and a few more for the pods and events of what is not ready; asked too
 * soon again, it answers what it saw before. Remembers between looks what has been seen; not
 * thread-safe.
 */
public final class ReadinessWatch {

  /** Requests a second at most, over any second. */
  public static final int MOST_REQUESTS = 20;

  private static final Set<String> WITH_PODS =
      Set.of("Deployment", "StatefulSet", "DaemonSet", "Job", "Pod");

  private static final Verdict LATER = Verdict.ready("to be bound with its first pod");

  /** How long a custom resource of an unknown operator may have no status at all. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final List<ObjectRef> objects;
  private final Clock clock;
  private final Map<String, Seen> seen = new HashMap<>();
  private final long firstMillis;
  private Look last;
  private long nextMillis;

  private static final class Seen {
    int looks;
    long firstMillis;
  }

  /** Kinds that have nothing to wait for are left out. */
  public ReadinessWatch(List<ObjectRef> objects, Clock clock) {
    this.objects =
        objects.stream().filter(o -> ReadinessRules.applies(o.group(), o.kind())).toList();
    this.clock = clock;
    this.firstMillis = clock.millis();
  }

  /** Looks once. */
  public Look look(KubeSession session) throws KubeFailure, InterruptedException {
    if (last != null && clock.millis() < nextMillis) {
      return last;
    }
    long before = session.requests();
    last = lookNow(session);
    long used = session.requests() - before;
    nextMillis = clock.millis() + used * 1000 / MOST_REQUESTS;
    return last;
  }

  private Look lookNow(KubeSession session) throws KubeFailure, InterruptedException {
    LiveStatus live = new LiveStatus(session, objects);
    Neighbours neighbours = new Neighbours(session);
    Map<ObjectRef, Verdict> verdicts = new LinkedHashMap<>();
    List<PodProblem> problems = new ArrayList<>();
    Optional<ObjectRef> fatal = Optional.empty();
    for (ObjectRef ref : objects) {
      Optional<KubeObject> object = live.of(ref);
      Verdict verdict =
          object.isEmpty()
              ? Verdict.failed("is gone: somebody removed it")
              : verdict(session, live, object.get(), neighbours);
      verdicts.put(ref, verdict);
      if (!verdict.isReady() && object.isPresent()) {
        for (KubeObject workload : workloads(object.get(), live)) {
          for (PodProblem problem : neighbours.problems(workload)) {
            problems.add(problem.about(ref));
          }
        }
      }
      if (verdict.isFailed() && fatal.isEmpty()) {
        fatal = Optional.of(ref);
      }
    }
    Set<String> counted = new HashSet<>();
    for (PodProblem problem : problems) {
      if (isFatal(problem, counted) && fatal.isEmpty()) {
        fatal = Optional.of(problem.workload());
      }
    }
    return new Look(verdicts, problems, fatal);
  }

  private Verdict verdict(
      KubeSession session, LiveStatus live, KubeObject object, Neighbours neighbours)
      throws KubeFailure, InterruptedException {
    Verdict verdict = ReadinessRules.of(object);
    if (verdict.isReady()) {
      for (ObjectRef companion : OperatorRules.companions(object.ref())) {
        verdict = Verdict.ready("its pods are ready");
        Verdict part =
            live.of(companion)
                .map(ReadinessRules::of)
                .orElse(Verdict.waiting("not made by its operator yet"));
        if (!part.isReady()) {
          return new Verdict(part.state(), companion + " " + part.text());
        }
      }
    }
    if (object.kind().equals("PersistentVolumeClaim")
        && verdict.state() == Verdict.State.WAITING
        && neighbours.waitsForConsumer(object)) {
      return LATER;
    }
    // just applied, perhaps: its operator may need a moment to say its first word
    boolean silent =
        verdict.isReady()
            && object.map("status").isEmpty()
            && ReadinessRules.isUnknown(object)
            && session.types().require(object.apiVersion(), object.kind()).hasStatus()
            && clock.millis() - firstMillis < SILENCE.toMillis();
    return silent ? Verdict.waiting("no status yet") : verdict;
  }

  private static List<KubeObject> workloads(KubeObject object, LiveStatus live) {
    List<KubeObject> workloads = new ArrayList<>();
    if (WITH_PODS.contains(object.kind())) {
      workloads.add(object);
    }
    for (ObjectRef companion : OperatorRules.companions(object.ref())) {
      live.of(companion).ifPresent(workloads::add);
    }
    return workloads;
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
