package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.ObjectRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one look at the cluster showed.
 *
 * @param verdicts of every object that is waited for, in the order given
 * @param problems of the pods of objects that are not ready
 * @param fatal the object that will not become ready by itself
 */
public record Look(
    Map<ObjectRef, Verdict> verdicts, List<PodProblem> problems, Optional<ObjectRef> fatal) {

  public boolean isReady() {
    return verdicts.values().stream().allMatch(Verdict::isReady);
  }

  /** Objects that are not ready, with how far they are. */
  public List<String> waiting() {
    return verdicts.entrySet().stream()
        .filter(e -> !e.getValue().isReady())
        .map(e -> e.getKey() + " " + e.getValue().text())
        .toList();
  }

  /** The gravest problem of an object's pods. */
  public Optional<PodProblem> problemOf(ObjectRef ref) {
    return problems.stream().filter(p -> p.workload().equals(ref)).findFirst();
  }
}
