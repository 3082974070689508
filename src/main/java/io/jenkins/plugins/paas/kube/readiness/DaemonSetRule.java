package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeObject;

/** A pod on each node that should have one, all of the latest template and available. */
final class DaemonSetRule implements ReadinessRule {

  @Override
  public Verdict of(KubeObject set) {
    long wanted = set.number(0, "status", "desiredNumberScheduled");
    long updated = set.number(0, "status", "updatedNumberScheduled");
    long available = set.number(0, "status", "numberAvailable");
    boolean onDelete = set.text("spec", "updateStrategy", "type").equals("OnDelete");
    if (!onDelete && updated < wanted) {
      return Verdict.waiting(updated + "/" + wanted + " updated");
    }
    String text = available + "/" + wanted + " available";
    return available < wanted ? Verdict.waiting(text) : Verdict.ready(text);
  }
}
