package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeObject;

/** All replicas ready and, unless updates are by hand or partitioned, of the latest revision. */
final class StatefulSetRule implements ReadinessRule {

  @Override
  public Verdict of(KubeObject set) {
    long wanted = set.number(1, "spec", "replicas");
    long ready = set.number(0, "status", "readyReplicas");
    if (ready < wanted) {
      return Verdict.waiting(ready + "/" + wanted + " ready");
    }
    boolean onDelete = set.text("spec", "updateStrategy", "type").equals("OnDelete");
    long partition = set.number(0, "spec", "updateStrategy", "rollingUpdate", "partition");
    long expected = onDelete ? 0 : Math.max(0, wanted - partition);
    long updated = set.number(0, "status", "updatedReplicas");
    boolean settled =
        set.text("status", "updateRevision").equals(set.text("status", "currentRevision"));
    if (!settled && updated < expected) {
      return Verdict.waiting(updated + "/" + expected + " updated");
    }
    return Verdict.ready(ready + "/" + wanted + " ready");
  }
}
