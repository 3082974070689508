package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.Map;

/**
 * The convention of most operators: a condition {@code Ready}. A kind that has no such condition,
 * such as ConfigMap, is ready when it is there; a custom resource without any status yet is not.
 */
final class ConditionRule implements ReadinessRule {

  @Override
  public Verdict of(KubeObject object) {
    Map<String, Object> ready = object.condition("Ready");
    if (ready.isEmpty()) {
      return Verdict.ready("present");
    }
    long seen =
        ready.get("observedGeneration") instanceof Number n ? n.longValue() : Long.MAX_VALUE;
    if (seen < object.number(0, "metadata", "generation")) {
      return Verdict.waiting("its condition Ready is about an earlier change");
    }
    if ("True".equals(ready.get("status"))) {
      return Verdict.ready("ready");
    }
    return Verdict.waiting(
        ("not ready: " + text(ready, "reason") + " " + text(ready, "message")).strip());
  }

  private static String text(Map<String, Object> map, String key) {
    return map.get(key) == null ? "" : map.get(key).toString();
  }
}
