package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.List;
import java.util.Map;

/** A Service is ready when it is there; one of type LoadBalancer when it has an address. */
final class LoadBalancerRule implements ReadinessRule {

  @Override
  public Verdict of(KubeObject service) {
    if (!service.text("spec", "type").equals("LoadBalancer")) {
      return Verdict.ready("present");
    }
    List<Map<String, Object>> ingress = service.maps("status", "loadBalancer", "ingress");
    if (ingress.isEmpty()) {
      return Verdict.waiting("no address yet");
    }
    Map<String, Object> first = ingress.get(0);
    return Verdict.ready(
        "at " + (first.get("ip") != null ? first.get("ip") : first.get("hostname")));
  }
}
