package io.jenkins.plugins.paas.monitoring.operator;

import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.monitoring.operator.BrokenLink.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The links between a ServiceMonitor and the endpoints of a Service. */
final class ServiceLinks {

  private final KubeSession cluster;
  private final KubeObject monitor;
  private final String namespace;
  private final String service;

  ServiceLinks(KubeSession cluster, KubeObject monitor, String namespace, String service) {
    this.cluster = cluster;
    this.monitor = monitor;
    this.namespace = namespace;
    this.service = service;
  }

  Optional<BrokenLink> broken() throws KubeFailure, InterruptedException {
    Optional<KubeObject> found = cluster.get(new ObjectRef("v1", "Service", namespace, service));
    String title = "Service " + namespace + "/" + service;
    if (found.isEmpty()) {
      return link(Link.SERVICE_LABELS, title + " is gone: create it, then register it again.");
    }
    String name = "ServiceMonitor " + monitor.namespace() + "/" + monitor.name();
    Optional<LabelSelector> selector = LabelSelector.at(monitor, "spec", "selector");
    Map<String, Object> labels = found.get().map("metadata", "labels");
    List<String> unmet = selector.isEmpty() ? List.of() : selector.get().unmet(labels);
    if (selector.isEmpty() || !unmet.isEmpty()) {
      return link(
          Link.SERVICE_LABELS,
          name
              + " selects by spec.selector "
              + selector.map(LabelSelector::toString).orElse("nothing")
              + ", but "
              + title
              + " with the labels "
              + labels
              + " does not meet "
              + String.join(", ", unmet)
              + ": change metadata.labels of the Service, or the selector.");
    }
    return byPort(found.get(), title, name);
  }

  private Optional<BrokenLink> byPort(KubeObject found, String title, String name)
      throws KubeFailure, InterruptedException {
    List<String> names = new ArrayList<>();
    for (Map<String, Object> port : found.maps("spec", "ports")) {
      String portName = new KubeObject(port).text("name");
      if (!portName.isEmpty()) {
        names.add(portName);
      }
    }
    for (Map<String, Object> endpoint : monitor.maps("spec", "endpoints")) {
      String wanted = new KubeObject(endpoint).text("port");
      if (!names.contains(wanted)) {
        return link(
            Link.PORT_NAME,
            name
                + " scrapes the port named '"
                + wanted
                + "' (spec.endpoints[].port), but "
                + title
                + (names.isEmpty()
                    ? " names none of its ports: set spec.ports[].name of the Service."
                    : " has no port of that name in spec.ports[].name."
                        + ScrapeChain.hint(wanted, names)
                        + " A number, or the container's name of it, does not count."));
      }
      Optional<BrokenLink> broken = byEndpoints(wanted, title, found);
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  private Optional<BrokenLink> byEndpoints(String port, String title, KubeObject found)
      throws KubeFailure, InterruptedException {
    Optional<KubeObject> endpoints =
        cluster.get(new ObjectRef("v1", "Endpoints", namespace, service));
    for (Map<String, Object> part : endpoints.map(e -> e.maps("subsets")).orElse(List.of())) {
      KubeObject subset = new KubeObject(part);
      boolean named =
          subset.maps("ports").stream().anyMatch(p -> port.equals(new KubeObject(p).text("name")));
      if (named
          && !(subset.maps("addresses").isEmpty() && subset.maps("notReadyAddresses").isEmpty())) {
        return Optional.empty();
      }
    }
    return link(
        Link.ENDPOINTS,
        title
            + " has no endpoints for its port '"
            + port
            + "': no running pod of namespace "
            + namespace
            + " has the labels of its spec.selector "
            + found.map("spec", "selector")
            + " and a container with that port.");
  }

  private static Optional<BrokenLink> link(Link link, String message) {
    return Optional.of(new BrokenLink(link, message));
  }
}
