package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.ObjectRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Reads out of pods why a workload is not ready. No I/O. */
final class PodProblems {

  private PodProblems() {}

  /** The pods of the workload's latest revision: those of an earlier one say nothing about it. */
  static List<KubeObject> podsOf(
      KubeObject workload, List<KubeObject> pods, List<KubeObject> replicaSets) {
    if (workload.kind().equals("Pod")) {
      return List.of(workload);
    }
    KubeObject owner = workload;
    if (workload.kind().equals("Deployment")) {
      owner = currentReplicaSet(workload, replicaSets);
    }
    String revision =
        workload.kind().equals("StatefulSet") ? workload.text("status", "updateRevision") : "";
    List<KubeObject> found = new ArrayList<>();
    for (KubeObject pod : pods) {
      String hash = pod.text("metadata", "labels", "controller-revision-hash");
      if (owner != null
          && isOwned(pod, owner)
          && (revision.isEmpty() || hash.isEmpty() || hash.equals(revision))) {
        found.add(pod);
      }
    }
    return found;
  }

  private static KubeObject currentReplicaSet(KubeObject deployment, List<KubeObject> sets) {
    String field = "deployment.kubernetes.io/revision";
    String revision = deployment.text("metadata", "annotations", field);
    return sets.stream()
        .filter(set -> isOwned(set, deployment))
        .max(
            Comparator.<KubeObject, Boolean>comparing(
                    set ->
                        !revision.isEmpty()
                            && set.text("metadata", "annotations", field).equals(revision))
                .thenComparing(set -> set.text("metadata", "creationTimestamp")))
        .orElse(null);
  }

  private static boolean isOwned(KubeObject object, KubeObject owner) {
    String uid = owner.text("metadata", "uid");
    return object.maps("metadata", "ownerReferences").stream()
        .anyMatch(reference -> uid.equals(reference.get("uid")));
  }

  /** What is wrong with these pods, the gravest first. */
  static List<PodProblem> of(KubeObject workload, List<KubeObject> pods) {
    List<PodProblem> problems = new ArrayList<>();
    ObjectRef ref = workload.ref();
    Map<String, Object> failure = workload.condition("ReplicaFailure");
    if ("True".equals(failure.get("status"))) {
      problems.add(
          new PodProblem(ref, "", "", "FailedCreate", text(failure, "message"), "", -1, 0));
    }
    for (KubeObject pod : pods) {
      Map<String, Object> scheduled = pod.condition("PodScheduled");
      if ("Unschedulable".equals(scheduled.get("reason"))) {
        problems.add(
            new PodProblem(
                ref, pod.name(), "", "Unschedulable", text(scheduled, "message"), "", -1, 0));
      }
      for (String list : List.of("initContainerStatuses", "containerStatuses")) {
        for (Map<String, Object> status : pod.maps("status", list)) {
          container(ref, pod, new KubeObject(status), problems);
        }
      }
    }
    problems.sort(Comparator.comparing(PodProblem::sort));
    return problems;
  }

  private static void container(
      ObjectRef ref, KubeObject pod, KubeObject status, List<PodProblem> problems) {
    String reason = status.text("state", "waiting", "reason");
    String message = status.text("state", "waiting", "message");
    long exit =
        status.number(
            status.number(-1, "lastState", "terminated", "exitCode"),
            "state",
            "terminated",
            "exitCode");
    if (reason.isEmpty() && exit > 0 && status.at("state", "terminated") != null) {
      reason = status.text("state", "terminated", "reason");
      message = status.text("state", "terminated", "message");
    }
    if (reason.isEmpty()
        || reason.equals("ContainerCreating")
        || reason.equals("PodInitializing")) {
      return;
    }
    String image = status.text("image");
    String name = status.text("name");
    for (String list : List.of("initContainers", "containers")) {
      for (Map<String, Object> container : pod.maps("spec", list)) {
        if (name.equals(container.get("name"))) {
          image = text(container, "image"); // as the manifest has it; the status may resolve it
        }
      }
    }
    problems.add(
        new PodProblem(
            ref, pod.name(), name, reason, message, image, exit, status.number(0, "restartCount")));
  }

  private static String text(Map<String, Object> map, String key) {
    return map.get(key) == null ? "" : map.get(key).toString();
  }
}
