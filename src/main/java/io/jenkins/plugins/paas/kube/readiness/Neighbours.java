package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pods and ReplicaSets of the namespaces that one look is about, listed once each. */
final class Neighbours {

  private final KubeSession session;
  private final Map<String, List<KubeObject>> listed = new HashMap<>();

  Neighbours(KubeSession session) {
    this.session = session;
  }

  /** What is wrong with the pods of a workload that is not ready. */
  List<PodProblem> problems(KubeObject workload) throws KubeFailure, InterruptedException {
    boolean observed =
        workload.number(0, "status", "observedGeneration")
            >= workload.number(0, "metadata", "generation");
    if (!observed && workload.kind().matches("Deployment|StatefulSet|DaemonSet")) {
      return List.of(); // its pods are still those of before
    }
    String namespace = workload.namespace();
    List<KubeObject> sets =
        workload.kind().equals("Deployment") ? all("apps/v1", "ReplicaSet", namespace) : List.of();
    List<KubeObject> pods = workload.kind().equals("Pod") ? List.of() : all("v1", "Pod", namespace);
    List<KubeObject> own = PodProblems.podsOf(workload, pods, sets);
    List<PodProblem> problems = new ArrayList<>(PodProblems.of(workload, own));
    if (own.isEmpty() && problems.isEmpty()) {
      problems.addAll(PodEvidence.refusedPods(session, workload));
    }
    return problems;
  }

  private List<KubeObject> all(String apiVersion, String kind, String namespace)
      throws KubeFailure, InterruptedException {
    String key = kind + "/" + namespace;
    List<KubeObject> objects = listed.get(key);
    if (objects == null) {
      objects = session.list(session.types().require(apiVersion, kind), namespace, "");
      listed.put(key, objects);
    }
    return objects;
  }
}
