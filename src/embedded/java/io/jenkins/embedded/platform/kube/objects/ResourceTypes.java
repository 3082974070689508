package io.jenkins.embedded.platform.kube.objects;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kinds that are served: a fixed table, plus what CustomResourceDefinitions add. Kinds whose
 * controller does not exist here (DaemonSet, CronJob, HorizontalPodAutoscaler) are left out on
 * purpose: a 404 is more honest than an object that nothing acts on.
 */
public final class ResourceTypes {
  private static final Set<String> STATUS = Set.of("status");
  private static final Set<String> SCALE = Set.of("status", "scale");

  private final Map<String, ResourceType> builtIn = new LinkedHashMap<>();
  private final Map<String, List<ResourceType>> custom = new ConcurrentHashMap<>();

  public ResourceTypes() {
    cluster("", "v1", "namespaces", "Namespace", Set.of("status", "finalize"), "ns");
    cluster("", "v1", "nodes", "Node", STATUS, "no");
    cluster("", "v1", "persistentvolumes", "PersistentVolume", STATUS, "pv");
    namespaced("", "v1", "pods", "Pod", Set.of("status", "log"), "po");
    namespaced("", "v1", "services", "Service", STATUS, "svc");
    namespaced("", "v1", "endpoints", "Endpoints", Set.of(), "ep");
    namespaced("", "v1", "configmaps", "ConfigMap", Set.of(), "cm");
    namespaced("", "v1", "secrets", "Secret", Set.of());
    namespaced("", "v1", "serviceaccounts", "ServiceAccount", Set.of(), "sa");
    namespaced("", "v1", "events", "Event", Set.of(), "ev");
    namespaced("", "v1", "resourcequotas", "ResourceQuota", STATUS, "quota");
    namespaced("", "v1", "limitranges", "LimitRange", Set.of(), "limits");
    namespaced("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", STATUS, "pvc");
    namespaced("apps", "v1", "deployments", "Deployment", SCALE, "deploy");
    namespaced("apps", "v1", "replicasets", "ReplicaSet", SCALE, "rs");
    namespaced("apps", "v1", "statefulsets", "StatefulSet", SCALE, "sts");
    namespaced("batch", "v1", "jobs", "Job", STATUS);
    namespaced("networking.k8s.io", "v1", "ingresses", "Ingress", STATUS, "ing");
    namespaced("networking.k8s.io", "v1", "networkpolicies", "NetworkPolicy", Set.of(), "netpol");
    cluster("networking.k8s.io", "v1", "ingressclasses", "IngressClass", Set.of());
    namespaced("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", STATUS, "pdb");
    namespaced("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", Set.of());
    namespaced("coordination.k8s.io", "v1", "leases", "Lease", Set.of());
    String rbac = "rbac.authorization.k8s.io";
    namespaced(rbac, "v1", "roles", "Role", Set.of());
    namespaced(rbac, "v1", "rolebindings", "RoleBinding", Set.of());
    cluster(rbac, "v1", "clusterroles", "ClusterRole", Set.of());
    cluster(rbac, "v1", "clusterrolebindings", "ClusterRoleBinding", Set.of());
    cluster("storage.k8s.io", "v1", "storageclasses", "StorageClass", Set.of(), "sc");
    cluster(
        "apiextensions.k8s.io",
        "v1",
        "customresourcedefinitions",
        "CustomResourceDefinition",
        STATUS,
        "crd",
        "crds");
  }

  private void namespaced(
      String group, String version, String plural, String kind, Set<String> subs, String... names) {
    add(group, version, plural, kind, true, subs, names);
  }

  private void cluster(
      String group, String version, String plural, String kind, Set<String> subs, String... names) {
    add(group, version, plural, kind, false, subs, names);
  }

  private void add(
      String group,
      String version,
      String plural,
      String kind,
      boolean namespaced,
      Set<String> subs,
      String... names) {
    ResourceType type =
        new ResourceType(
            group, version, plural, kind.toLowerCase(), kind, namespaced, List.of(names), subs);
    builtIn.put(type.id(), type);
  }

  /** A built-in type by its id, such as "pods" or "deployments.apps". */
  public ResourceType require(String id) {
    ResourceType type = builtIn.get(id);
    if (type == null) {
      throw new IllegalArgumentException("not a built-in type: " + id);
    }
    return type;
  }

  public Optional<ResourceType> find(String group, String version, String plural) {
    return all().stream()
        .filter(
            t ->
                t.group().equals(group) && t.version().equals(version) && t.plural().equals(plural))
        .findFirst();
  }

  public Collection<ResourceType> all() {
    List<ResourceType> all = new ArrayList<>(builtIn.values());
    custom.values().forEach(all::addAll);
    return all;
  }

  /** Starts to serve every served version of a CustomResourceDefinition. */
  public void define(JsonNode definition) {
    JsonNode spec = definition.path("spec");
    JsonNode names = spec.path("names");
    List<ResourceType> versions = new ArrayList<>();
    for (JsonNode version : spec.path("versions")) {
      if (!version.path("served").asBoolean()) {
        continue;
      }
      Set<String> subs = Json.texts(version.path("subresources")).keySet();
      versions.add(
          new ResourceType(
              Json.text(spec, "group"),
              Json.text(version, "name"),
              Json.text(names, "plural"),
              names.path("singular").asText(Json.text(names, "kind").toLowerCase()),
              Json.text(names, "kind"),
              "Namespaced".equals(Json.text(spec, "scope")),
              Json.strings(names.path("shortNames")),
              subs));
    }
    custom.put(Json.name(definition), versions);
  }

  /** Ends what a removed definition had added; returns its types. */
  public List<ResourceType> undefine(String definitionName) {
    List<ResourceType> gone = custom.remove(definitionName);
    return gone == null ? List.of() : gone;
  }
}
