package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeObject;

/** A PersistentVolumeClaim that is bound. */
final class ClaimRule implements ReadinessRule {

  @Override
  public Verdict of(KubeObject claim) {
    String phase = claim.text("status", "phase");
    return switch (phase) {
      case "Bound" -> Verdict.ready("bound");
      case "Lost" -> Verdict.failed("Lost: its volume does not exist any more");
      default -> Verdict.waiting(phase.isEmpty() ? "not yet seen" : "pending");
    };
  }
}
