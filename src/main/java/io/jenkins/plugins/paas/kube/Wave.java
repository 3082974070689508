package io.jenkins.plugins.paas.kube;

import java.util.Set;

/** The order in which objects are applied: what others need goes first. */
public enum Wave {
  NAMESPACES,
  DEFINITIONS,
  /** Configuration and identities. */
  CONFIGURATION,
  /** Data: volumes, and databases and the like that operators make. */
  CLAIMS,
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

  private static final Set<String> VOLUME_KINDS =
      Set.of("PersistentVolume", "PersistentVolumeClaim", "ObjectBucketClaim");

  /** API groups of operators for data services; a sub-domain of one counts as well. */
  private static final Set<String> DATA_GROUPS =
      Set.of(
          "postgresql.cnpg.io",
          "mysql.oracle.com",
          "percona.com",
          "databases.spotahome.com",
          "redis.redis.opstreelabs.in",
          "redis.opstreelabs.in",
          "kafka.strimzi.io",
          "rabbitmq.com",
          "mongodb.com",
          "objectbucket.io",
          "crossplane.io",
          "upbound.io");

  /** The wave of an object; custom resources other than those for data go with the workloads. */
  public static Wave of(KubeObject object) {
    String kind = object.kind();
    if (kind.equals("Namespace")) {
      return NAMESPACES;
    }
    if (kind.equals("CustomResourceDefinition")) {
      return DEFINITIONS;
    }
    if (VOLUME_KINDS.contains(kind) || isOfData(object.ref().group())) {
      return CLAIMS;
    }
    return CONFIGURATION_KINDS.contains(kind)
        ? CONFIGURATION
        : ROUTING_KINDS.contains(kind) ? ROUTING : WORKLOADS;
  }

  private static boolean isOfData(String group) {
    return DATA_GROUPS.stream().anyMatch(data -> group.equals(data) || group.endsWith("." + data));
  }
}
