package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeObject;

/** When an object of some kind is ready, by its own status. No I/O. */
interface ReadinessRule {

  Verdict of(KubeObject object);

  /** The rule, for objects whose controller has seen the latest change; others wait. */
  static ReadinessRule observed(ReadinessRule rule) {
    return object -> {
      long generation = object.number(0, "metadata", "generation");
      long seen = object.number(0, "status", "observedGeneration");
      return seen < generation
          ? Verdict.waiting("its controller has not seen the change yet")
          : rule.of(object);
    };
  }

  /** The same, where the status says which generation it is about; some kinds never do. */
  static ReadinessRule observedIfSaid(ReadinessRule rule) {
    ReadinessRule observed = observed(rule);
    return object ->
        object.at("status", "observedGeneration") == null ? rule.of(object) : observed.of(object);
  }
}
