package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeObject;

/** A CustomResourceDefinition that is served. */
final class DefinitionRule implements ReadinessRule {

  @Override
  public Verdict of(KubeObject definition) {
    if ("False".equals(definition.condition("NamesAccepted").get("status"))) {
      return Verdict.failed(
          "its names are taken: " + definition.condition("NamesAccepted").get("message"));
    }
    return "True".equals(definition.condition("Established").get("status"))
        ? Verdict.ready("established")
        : Verdict.waiting("not established yet");
  }
}
