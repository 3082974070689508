package io.jenkins.plugins.paas.monitoring.operator;

import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.monitoring.operator.BrokenLink.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The addresses that a PodMonitor's selector and port come to.
 *
 * @param addresses {@code host:port} each, sorted
 * @param broken the first link that does not hold
 */
public record PodAddresses(List<String> addresses, Optional<BrokenLink> broken) {

  /** Reads them once, for a PodMonitor that may not be applied yet. */
  public static PodAddresses of(KubeSession cluster, KubeObject monitor, String namespace)
      throws KubeFailure, InterruptedException {
    Map<String, Object> labels = monitor.map("spec", "selector", "matchLabels");
    String selector =
        labels.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(","));
    String port =
        monitor.maps("spec", "podMetricsEndpoints").stream()
            .map(e -> new KubeObject(e).text("port"))
            .findFirst()
            .orElse("");
    List<KubeObject> pods =
        cluster.list(cluster.types().require("v1", "Pod"), namespace, selector).stream()
            .filter(p -> List.of("Running", "Pending").contains(p.text("status", "phase")))
            .toList();
    String where = "PodMonitor " + namespace + "/" + monitor.name();
    if (pods.isEmpty()) {
      return broken(
          Link.ENDPOINTS,
          where
              + " selects by spec.selector "
              + selector
              + ", but no running pod of namespace "
              + namespace
              + " has these labels: change the pods' labels, or 'pods'.");
    }
    TreeSet<String> names = new TreeSet<>();
    List<String> addresses = new ArrayList<>();
    boolean named = false;
    for (KubeObject pod : pods) {
      for (Map<String, Object> container : pod.maps("spec", "containers")) {
        for (Map<String, Object> each : new KubeObject(container).maps("ports")) {
          String name = new KubeObject(each).text("name");
          names.add(name);
          String ip = pod.text("status", "podIP");
          if (port.equals(name)) {
            named = true;
            if (!ip.isEmpty()) {
              addresses.add(
                  (ip.contains(":") ? "[" + ip + "]" : ip)
                      + ":"
                      + new KubeObject(each).text("containerPort"));
            }
          }
        }
      }
    }
    names.remove("");
    if (!named) {
      return broken(
          Link.PORT_NAME,
          where
              + " scrapes the port named '"
              + port
              + "' (spec.podMetricsEndpoints[].port), but no container of the pods names one so in"
              + " ports[].name."
              + ScrapeChain.hint(port, new ArrayList<>(names)));
    }
    addresses.sort(null);
    return addresses.isEmpty()
        ? broken(Link.ENDPOINTS, "The pods of " + where + " have no address yet.")
        : new PodAddresses(addresses, Optional.empty());
  }

  private static PodAddresses broken(Link link, String message) {
    return new PodAddresses(List.of(), Optional.of(new BrokenLink(link, message)));
  }
}
