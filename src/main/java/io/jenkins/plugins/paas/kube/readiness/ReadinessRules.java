package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.ObjectRef;
import java.util.Map;
import java.util.Set;

/** The rule of each object: its own, else its kind's, else what most operators do. */
public final class ReadinessRules {

  private static final Map<String, ReadinessRule> BY_KIND =
      Map.of(
          "Deployment", ReadinessRule.observed(new DeploymentRule()),
          "StatefulSet", ReadinessRule.observed(new StatefulSetRule()),
          "DaemonSet", ReadinessRule.observed(new DaemonSetRule()),
          "Job", new JobRule(),
          "Pod", new PodRule(),
          "PersistentVolumeClaim", new ClaimRule(),
          "Service", new LoadBalancerRule(),
          "Ingress", new IngressRule(),
          "CustomResourceDefinition", new DefinitionRule());

  private static final Set<String> BUILT_IN_GROUPS =
      Set.of("", "apps", "batch", "autoscaling", "policy", "extensions");

  private static final ReadinessRule USUAL = ConditionRule.usual();

  private ReadinessRules() {}

  /** How the object is doing. */
  public static Verdict of(KubeObject object) {
    if (object.at("metadata", "deletionTimestamp") != null) {
      return Verdict.failed("is being removed by somebody");
    }
    try {
      return ReadinessRule.observedIfSaid(rule(object)).of(object);
    } catch (IllegalArgumentException e) {
      return Verdict.failed(e.getMessage());
    }
  }

  private static ReadinessRule rule(KubeObject object) {
    return OwnRule.broughtBy(object).orElseGet(() -> ofKind(object.ref()));
  }

  private static ReadinessRule ofKind(ObjectRef ref) {
    if (builtIn(ref.group())) {
      return BY_KIND.getOrDefault(ref.kind(), object -> Verdict.ready("present"));
    }
    return OperatorRules.of(ref).orElse(USUAL);
  }

  /**
   * Checks the rule that an object brings by annotation.
   *
   * @throws IllegalArgumentException where it is none, with what is allowed
   */
  public static void check(KubeObject object) {
    OwnRule.broughtBy(object);
  }

  /** Whether nothing is known of the kind, so that an empty status may just be an early one. */
  static boolean isUnknown(KubeObject object) {
    ObjectRef ref = object.ref();
    return !builtIn(ref.group())
        && OperatorRules.of(ref).isEmpty()
        && OwnRule.broughtBy(object).isEmpty();
  }

  /** Whether its status is worth waiting for at all. */
  public static boolean applies(String group, String kind) {
    return !builtIn(group) || BY_KIND.containsKey(kind);
  }

  private static boolean builtIn(String group) {
    return BUILT_IN_GROUPS.contains(group) || group.endsWith(".k8s.io");
  }
}
