package io.jenkins.plugins.paas.kube;

import java.util.Set;

/** The order in which objects are applied: what others need goes first. */
public enum Wave {
  NAMESPACES,
  DEFINITIONS,
  CONFIGURATION,
  WORKLOADS,
  ROUTING;

  private static final Set<String> CONFIGURATION_KINDS =
      Set.of(
          "ServiceAccount",
          "Role",
          "RoleBinding",
          "ClusterRole",
          "ClusterRoleBinding",
          "ConfigMap",
          "Secret",
          "ResourceQuota",
          "LimitRange",
          "NetworkPolicy",
          "PersistentVolume",
          "PersistentVolumeClaim",
          "StorageClass",
          "PriorityClass",
          "PodDisruptionBudget");
  private static final Set<String> ROUTING_KINDS =
      Set.of(
          "Ingress",
          "IngressClass",
          "HTTPRoute",
          "GRPCRoute",
          "TCPRoute",
          "TLSRoute",
          "Gateway",
          "HorizontalPodAutoscaler");

  /** The wave of a kind; custom resources go with the workloads. */
  public static Wave of(String kind) {
    if (kind.equals("Namespace")) {
      return NAMESPACES;
    }
    if (kind.equals("CustomResourceDefinition")) {
      return DEFINITIONS;
    }
    return CONFIGURATION_KINDS.contains(kind)
        ? CONFIGURATION
        : ROUTING_KINDS.contains(kind) ? ROUTING : WORKLOADS;
  }
}
