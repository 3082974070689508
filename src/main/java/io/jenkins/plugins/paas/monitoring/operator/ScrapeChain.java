package io.jenkins.plugins.paas.monitoring.operator;

import io.jenkins.plugins.paas.core.text.NearestName;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.monitoring.operator.BrokenLink.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows the chain from a Prometheus' selectors to the pods behind a monitor, as everything is in
 * the cluster now, and finds the first link that does not hold. Reads only.
 */
public final class ScrapeChain {

  private final KubeSession cluster;
  private final OperatedPrometheus prometheus;

  public ScrapeChain(KubeSession cluster, OperatedPrometheus prometheus) {
    this.cluster = cluster;
    this.prometheus = prometheus;
  }

  /**
   * Whether the Prometheus selects an object at all; enough for a rule or a probe.
   *
   * @param kind of the object
   */
  public Optional<BrokenLink> selected(MonitorKind kind, String namespace, String name)
      throws KubeFailure, InterruptedException {
    Optional<KubeObject> monitor = monitor(kind, namespace, name);
    if (monitor.isEmpty()) {
      return gone(kind, namespace, name);
    }
    Optional<BrokenLink> broken = byLabels(kind, monitor.get());
    return broken.isPresent() ? broken : byNamespace(kind, namespace);
  }

  /** The whole chain of a ServiceMonitor. */
  public Optional<BrokenLink> ofService(String namespace, String name, String service)
      throws KubeFailure, InterruptedException {
    MonitorKind kind = MonitorKind.SERVICE_MONITOR;
    Optional<BrokenLink> broken = selected(kind, namespace, name);
    if (broken.isPresent()) {
      return broken;
    }
    KubeObject monitor = monitor(kind, namespace, name).orElseThrow();
    ServiceLinks links = new ServiceLinks(cluster, monitor, namespace, service);
    broken = links.broken();
    return broken.isPresent() ? broken : rights(namespace, "services", "endpoints", "pods");
  }

  /** The whole chain of a PodMonitor. */
  public Optional<BrokenLink> ofPods(String namespace, String name)
      throws KubeFailure, InterruptedException {
    MonitorKind kind = MonitorKind.POD_MONITOR;
    Optional<BrokenLink> broken = selected(kind, namespace, name);
    if (broken.isPresent()) {
      return broken;
    }
    KubeObject monitor = monitor(kind, namespace, name).orElseThrow();
    broken = PodAddresses.of(cluster, monitor, namespace).broken();
    return broken.isPresent() ? broken : rights(namespace, "pods");
  }

  private Optional<KubeObject> monitor(MonitorKind kind, String namespace, String name)
      throws KubeFailure, InterruptedException {
    return cluster.get(new ObjectRef(MonitorKind.API, kind.kind(), namespace, name));
  }

  private static Optional<BrokenLink> gone(MonitorKind kind, String namespace, String name) {
    return Optional.of(
        new BrokenLink(
            Link.PROMETHEUS_SELECTOR,
            kind.kind()
                + " "
                + namespace
                + "/"
                + name
                + " is gone: somebody removed it; run paasMonitor again."));
  }

  private Optional<BrokenLink> byLabels(MonitorKind kind, KubeObject monitor) {
    String field = "spec." + kind.selector();
    Optional<LabelSelector> selector = prometheus.selector(kind);
    if (selector.isEmpty()) {
      return Optional.of(
          new BrokenLink(
              Link.PROMETHEUS_SELECTOR,
              prometheus.title()
                  + " has no "
                  + field
                  + ", so it selects no "
                  + kind.kind()
                  + ": set it to {} for all, or to labels."));
    }
    List<String> unmet = selector.get().unmet(monitor.map("metadata", "labels"));
    return unmet.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new BrokenLink(
                Link.PROMETHEUS_SELECTOR,
                prometheus.title()
                    + " selects by "
                    + field
                    + " "
                    + selector.get()
                    + ", but "
                    + kind.kind()
                    + " "
                    + monitor.namespace()
                    + "/"
                    + monitor.name()
                    + " does not meet "
                    + String.join(", ", unmet)
                    + ": change its metadata.labels, or the selector."));
  }

  private Optional<BrokenLink> byNamespace(MonitorKind kind, String namespace)
      throws KubeFailure, InterruptedException {
    String field = "spec." + kind.namespaceSelector();
    Optional<LabelSelector> selector = prometheus.namespaceSelector(kind);
    if (selector.isEmpty()) {
      return namespace.equals(prometheus.namespace())
          ? Optional.empty()
          : Optional.of(
              new BrokenLink(
                  Link.NAMESPACE_SELECTOR,
                  prometheus.title()
                      + " has no "
                      + field
                      + ", so it looks into its own namespace alone and not into "
                      + namespace
                      + ": set it to {} for all namespaces, or to labels of "
                      + namespace
                      + "."));
    }
    Map<String, Object> labels =
        cluster
            .get(new ObjectRef("v1", "Namespace", "", namespace))
            .map(n -> n.map("metadata", "labels"))
            .orElse(Map.of());
    List<String> unmet = selector.get().unmet(labels);
    return unmet.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new BrokenLink(
                Link.NAMESPACE_SELECTOR,
                prometheus.title()
                    + " looks into namespaces by "
                    + field
                    + " "
                    + selector.get()
                    + ", but Namespace "
                    + namespace
                    + " does not meet "
                    + String.join(", ", unmet)
                    + ": change metadata.labels of the Namespace, or the selector."));
  }

  private Optional<BrokenLink> rights(String namespace, String... resources)
      throws InterruptedException {
    List<String> missing = new ArrayList<>();
    SubjectRights rights = new SubjectRights(cluster, prometheus.user());
    for (String resource : resources) {
      for (String verb : List.of("list", "watch")) {
        if (rights.lacks(verb, resource, namespace)) {
          missing.add(verb + " " + resource);
        }
      }
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new BrokenLink(
                Link.RBAC,
                prometheus.title()
                    + " runs as "
                    + prometheus.user()
                    + ", which may not "
                    + String.join(", ", missing)
                    + " in namespace "
                    + namespace
                    + ": add a Role with get, list and watch on "
                    + String.join(", ", resources)
                    + " there and a RoleBinding to that ServiceAccount."));
  }

  static String hint(String wanted, List<String> known) {
    return NearestName.hint(wanted, known);
  }
}
