package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pods, ReplicaSets and events of the namespaces that one look is about, listed once each. */
final class Neighbours {

  private final KubeSession session;
  private final Map<String, List<KubeObject>> listed = new HashMap<>();

  Neighbours(KubeSession session) {
    this.session = session;
  }

  /** What is wrong with the pods of a workload that is not ready. */
  List<PodProblem> problems(KubeObject workload) throws KubeFailure, InterruptedException {
    long generation = workload.number(0, "metadata", "generation");
    // Kubernetes' controller of a StatefulSet reports nothing at all while its first pod is refused
    boolean observed =
        generation <= 1 || workload.number(0, "status", "observedGeneration") >= generation;
    if (!observed && workload.kind().matches("Deployment|StatefulSet|DaemonSet")) {
      return List.of(); // its pods are still those of before
    }
    String namespace = workload.namespace();
    List<KubeObject> sets =
        workload.kind().equals("Deployment")
            ? all("apps/v1", "ReplicaSet", namespace, "")
            : List.of();
    List<KubeObject> pods =
        workload.kind().equals("Pod") ? List.of() : all("v1", "Pod", namespace, "");
    List<KubeObject> own = PodProblems.podsOf(workload, pods, sets);
    List<PodProblem> problems = new ArrayList<>(PodProblems.of(workload, own));
    if (own.isEmpty() && problems.isEmpty()) {
      problems.addAll(refusedPods(workload));
    }
    return problems;
  }

  /** Why no pod could be made, where the workload has no condition that says so. */
  private List<PodProblem> refusedPods(KubeObject workload)
      throws KubeFailure, InterruptedException {
    return events(workload, "reason=FailedCreate,type=Warning").stream()
        .max(Comparator.comparing(PodEvidence::time))
        .map(event -> event.text("message").strip())
        .map(why -> new PodProblem(workload.ref(), "", "", "FailedCreate", why, "", -1, 0))
        .map(List::of)
        .orElse(List.of());
  }

  /** Whether a claim is bound only when its first pod is scheduled. */
  boolean waitsForConsumer(KubeObject claim) throws KubeFailure, InterruptedException {
    return !events(claim, "reason=WaitForFirstConsumer").isEmpty();
  }

  private List<KubeObject> events(KubeObject object, String selector)
      throws KubeFailure, InterruptedException {
    return all("v1", "Event", object.namespace(), selector).stream()
        .filter(e -> e.text("involvedObject", "kind").equals(object.kind()))
        .filter(e -> e.text("involvedObject", "name").equals(object.name()))
        .toList();
  }

  private List<KubeObject> all(String apiVersion, String kind, String namespace, String fields)
      throws KubeFailure, InterruptedException {
    String key = kind + "/" + namespace + "?" + fields;
    List<KubeObject> objects = listed.get(key);
    if (objects == null) {
      objects =
          session.list(
              session.types().require(apiVersion, kind),
              namespace,
              Map.of("fieldSelector", fields));
      listed.put(key, objects);
    }
    return objects;
  }
}
