package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeObject;

/** Ready by its own condition, or run to its end. */
final class PodRule implements ReadinessRule {

  @Override
  public Verdict of(KubeObject pod) {
    String phase = pod.text("status", "phase");
    if (phase.equals("Succeeded")) {
      return Verdict.ready("succeeded");
    }
    if (phase.equals("Failed")) {
      return Verdict.failed(
          ("Failed " + pod.text("status", "reason") + " " + pod.text("status", "message")).strip());
    }
    if ("True".equals(pod.condition("Ready").get("status"))) {
      return Verdict.ready("ready");
    }
    return Verdict.waiting(
        phase.isEmpty() ? "not yet seen" : phase.toLowerCase(java.util.Locale.ROOT));
  }
}
