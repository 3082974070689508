package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.Optional;

/** A Service is ready when it is there; one of type LoadBalancer when it has an address. */
final class LoadBalancerRule implements ReadinessRule {

  @Override
  public Verdict of(KubeObject service) {
    if (!service.text("spec", "type").equals("LoadBalancer")) {
      return Verdict.ready("present");
    }
    return address(service)
        .map(address -> Verdict.ready("at " + address))
        .orElseGet(() -> Verdict.waiting("no address yet"));
  }

  /** The first address in the status of a Service or an Ingress. */
  static Optional<String> address(KubeObject object) {
    return object.maps("status", "loadBalancer", "ingress").stream()
        .map(at -> at.get("ip") != null ? at.get("ip") : at.get("hostname"))
        .filter(java.util.Objects::nonNull)
        .map(Object::toString)
        .findFirst();
  }
}
