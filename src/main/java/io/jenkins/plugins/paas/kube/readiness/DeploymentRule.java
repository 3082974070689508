package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.Map;

/**
 * As {@code kubectl rollout status} decides (kubectl, pkg/polymorphichelpers/rollout_status.go).
 */
final class DeploymentRule implements ReadinessRule {

  @Override
  public Verdict of(KubeObject deployment) {
    Map<String, Object> progressing = deployment.condition("Progressing");
    if ("ProgressDeadlineExceeded".equals(progressing.get("reason"))) {
      return Verdict.failed("ProgressDeadlineExceeded: " + progressing.get("message"));
    }
    long wanted = deployment.number(1, "spec", "replicas");
    long updated = deployment.number(0, "status", "updatedReplicas");
    long all = deployment.number(0, "status", "replicas");
    long available = deployment.number(0, "status", "availableReplicas");
    if (updated < wanted) {
      return Verdict.waiting(updated + "/" + wanted + " updated");
    }
    if (all > updated) {
      return Verdict.waiting((all - updated) + " old replicas to end");
    }
    String text = Math.min(available, updated) + "/" + wanted + " ready";
    return available < updated ? Verdict.waiting(text) : Verdict.ready(text);
  }
}
