package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.Map;
import java.util.Set;

/** The rule of each kind. */
public final class ReadinessRules {

  private static final Map<String, ReadinessRule> BY_KIND =
      Map.of(
          "Deployment", ReadinessRule.observed(new DeploymentRule()),
          "StatefulSet", ReadinessRule.observed(new StatefulSetRule()),
          "DaemonSet", ReadinessRule.observed(new DaemonSetRule()),
          "Job", new JobRule(),
          "Pod", new PodRule(),
          "PersistentVolumeClaim", new ClaimRule(),
          "Service", new LoadBalancerRule());

  private static final Set<String> BUILT_IN_GROUPS =
      Set.of("", "apps", "batch", "autoscaling", "policy", "extensions");

  private static final ReadinessRule CONDITION = new ConditionRule();

  private ReadinessRules() {}

  /** How the object is doing. */
  public static Verdict of(KubeObject object) {
    String group = object.ref().group();
    if (builtIn(group)) {
      ReadinessRule rule = BY_KIND.get(object.kind());
      return rule == null ? Verdict.ready("present") : rule.of(object);
    }
    return object.at("status", "observedGeneration") == null
        ? CONDITION.of(object)
        : ReadinessRule.observed(CONDITION).of(object);
  }

  /** Whether its status is worth waiting for at all. */
  public static boolean applies(String group, String kind) {
    return !builtIn(group) || BY_KIND.containsKey(kind);
  }

  private static boolean builtIn(String group) {
    return BUILT_IN_GROUPS.contains(group) || group.endsWith(".k8s.io");
  }
}
