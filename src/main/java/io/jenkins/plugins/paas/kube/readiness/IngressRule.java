package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeObject;

/** An Ingress that its controller has published an address for. */
final class IngressRule implements ReadinessRule {

  @Override
  public Verdict of(KubeObject ingress) {
    return LoadBalancerRule.address(ingress)
        .map(address -> Verdict.ready("at " + address))
        .orElseGet(
            () ->
                Verdict.waiting(
                    "no address yet (where the controller never publishes one, annotate it with "
                        + OwnRule.READY_WHEN
                        + ": "
                        + OwnRule.PRESENT
                        + ")"));
  }
}
