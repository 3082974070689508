package io.jenkins.plugins.paas.monitoring.service;

import io.jenkins.plugins.paas.core.text.NearestName;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The addresses that a Service's Endpoints have, ready or not: a pod that is not ready is watched
 * like any other, or nobody would learn why.
 *
 * @param ready {@code host:port} each
 * @param notReady likewise
 * @param selector of the Service, for messages
 */
public record ServiceEndpoints(List<String> ready, List<String> notReady, String selector) {

  /** All of them, sorted. */
  public List<String> all() {
    List<String> all = new ArrayList<>(ready);
    all.addAll(notReady);
    all.sort(null);
    return all;
  }

  /**
   * Reads them once.
   *
   * @param port name or number of a port of the Service; {@code null} takes the only one, or the
   *     one named {@code metrics}
   * @throws ServiceFailure when there is no such Service or port
   */
  public static ServiceEndpoints read(
      KubeSession cluster, String namespace, String service, String port)
      throws KubeFailure, ServiceFailure, InterruptedException {
    KubeObject found = service(cluster, namespace, service);
    String portName = portName(found, namespace + "/" + service, port);
    List<String> ready = new ArrayList<>();
    List<String> notReady = new ArrayList<>();
    Optional<KubeObject> endpoints =
        cluster.get(new ObjectRef("v1", "Endpoints", namespace, service));
    for (Map<String, Object> part : endpoints.map(e -> e.maps("subsets")).orElse(List.of())) {
      KubeObject subset = new KubeObject(part);
      for (Map<String, Object> candidate : subset.maps("ports")) {
        if (String.valueOf(candidate.getOrDefault("name", "")).equals(portName)) {
          add(ready, subset.maps("addresses"), candidate.get("port"));
          add(notReady, subset.maps("notReadyAddresses"), candidate.get("port"));
        }
      }
    }
    return new ServiceEndpoints(ready, notReady, found.map("spec", "selector").toString());
  }

  /** The name of the Service's port that is meant; "" where its only port has none. */
  public static String portName(KubeSession cluster, String namespace, String service, String port)
      throws KubeFailure, ServiceFailure, InterruptedException {
    return portName(service(cluster, namespace, service), namespace + "/" + service, port);
  }

  private static KubeObject service(KubeSession cluster, String namespace, String service)
      throws KubeFailure, ServiceFailure, InterruptedException {
    Optional<KubeObject> found = cluster.get(new ObjectRef("v1", "Service", namespace, service));
    if (found.isEmpty()) {
      throw new ServiceFailure(
          "There is no Service "
              + namespace
              + "/"
              + service
              + "."
              + NearestName.hint(service, services(cluster, namespace)));
    }
    return found.get();
  }

  private static void add(List<String> list, List<Map<String, Object>> addresses, Object port) {
    for (Map<String, Object> address : addresses) {
      String ip = String.valueOf(address.get("ip"));
      list.add((ip.contains(":") ? "[" + ip + "]" : ip) + ":" + port);
    }
  }

  private static List<String> services(KubeSession cluster, String namespace)
      throws KubeFailure, InterruptedException {
    return cluster.list(cluster.types().require("v1", "Service"), namespace, "").stream()
        .map(KubeObject::name)
        .toList();
  }

  // Endpoints name a port as the Service does; the only port of a Service may have no name
  private static String portName(KubeObject service, String name, String wanted)
      throws ServiceFailure {
    List<Map<String, Object>> ports = service.maps("spec", "ports");
    List<String> known = new ArrayList<>();
    for (Map<String, Object> port : ports) {
      String portName = String.valueOf(port.getOrDefault("name", ""));
      String number = String.valueOf(port.get("port"));
      if (wanted == null
          ? ports.size() == 1 || portName.equals("metrics")
          : wanted.equals(portName) || wanted.equals(number)) {
        return portName;
      }
      known.add(portName.isEmpty() ? number : portName);
    }
    throw new ServiceFailure(
        wanted == null
            ? "Service "
                + name
                + " has several ports: name one by 'port'."
                + NearestName.hint("", known)
            : "Service "
                + name
                + " has no port '"
                + wanted
                + "'."
                + NearestName.hint(wanted, known)
                + " Ports of the container that the Service does not have cannot be named.");
  }
}
