package io.jenkins.embedded.platform.kube.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.Selectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Endpoints and EndpointSlices of services with a selector, from the addresses of their pods. */
final class EndpointsController implements Controller {
  private final Cluster cluster;

  EndpointsController(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void reconcile() {
    cluster.each("services", this::reconcile);
  }

  private void reconcile(ObjectNode service) {
    JsonNode selector = Json.at(service, "spec", "selector");
    if (selector.isEmpty() || Json.isTerminating(service)) {
      return;
    }
    Predicate<JsonNode> selected = Selectors.matching(Json.texts(selector));
    List<ObjectNode> pods =
        cluster.list("pods", Json.namespace(service)).stream()
            .filter(selected)
            .filter(EndpointsController::hasAddress)
            .toList();
    endpoints(service, pods);
    slice(service, pods);
  }

  private static boolean hasAddress(JsonNode pod) {
    String phase = Json.text(pod, "status", "phase");
    return !Json.text(pod, "status", "podIP").isEmpty()
        && !phase.equals("Succeeded")
        && !phase.equals("Failed");
  }

  static boolean isReady(JsonNode pod) {
    for (JsonNode condition : Json.at(pod, "status", "conditions")) {
      if (Json.text(condition, "type").equals("Ready")) {
        return Json.text(condition, "status").equals("True");
      }
    }
    return false;
  }

  private void endpoints(ObjectNode service, List<ObjectNode> pods) {
    ArrayNode subsets = Json.array();
    if (!pods.isEmpty()) {
      ObjectNode subset = Json.object();
      for (ObjectNode pod : pods) {
        boolean ready = isReady(pod) && !Json.isTerminating(pod);
        ObjectNode address =
            subset.withArray(ready ? "addresses" : "notReadyAddresses").addObject();
        address.put("ip", Json.text(pod, "status", "podIP")).put("nodeName", Kubelet.NODE);
        address.set("targetRef", reference(pod));
      }
      ArrayNode ports = subset.putArray("ports");
      ports(service, pods.get(0)).forEach(ports::add);
      subsets.add(subset);
    }
    String namespace = Json.namespace(service);
    Optional<ObjectNode> live = cluster.get("endpoints", namespace, Json.name(service));
    if (live.isEmpty()) {
      ObjectNode made = dependent(service, Json.name(service));
      made.set("subsets", subsets);
      cluster.create("endpoints", own(made, service));
    } else if (!live.get().path("subsets").equals(subsets)) {
      cluster.change("endpoints", live.get(), e -> e.set("subsets", subsets));
    }
  }

  private void slice(ObjectNode service, List<ObjectNode> pods) {
    ArrayNode endpoints = Json.array();
    for (ObjectNode pod : pods) {
      boolean ready = isReady(pod);
      boolean going = Json.isTerminating(pod);
      ObjectNode endpoint = endpoints.addObject();
      endpoint.putArray("addresses").add(Json.text(pod, "status", "podIP"));
      ObjectNode conditions = endpoint.putObject("conditions");
      conditions.put("ready", ready && !going).put("serving", ready).put("terminating", going);
      endpoint.put("nodeName", Kubelet.NODE).set("targetRef", reference(pod));
    }
    ArrayNode ports = Json.array();
    if (!pods.isEmpty()) {
      ports(service, pods.get(0)).forEach(ports::add);
    }
    String name = Json.name(service) + "-embedded";
    Optional<ObjectNode> live =
        cluster.get("endpointslices.discovery.k8s.io", Json.namespace(service), name);
    if (live.isEmpty()) {
      ObjectNode made = own(dependent(service, name), service);
      Json.ensure(made, "metadata", "labels")
          .put("kubernetes.io/service-name", Json.name(service))
          .put("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io");
      made.put("addressType", "IPv4").set("endpoints", endpoints);
      made.set("ports", ports);
      cluster.create("endpointslices.discovery.k8s.io", made);
    } else if (!live.get().path("endpoints").equals(endpoints)
        || !live.get().path("ports").equals(ports)) {
      cluster.change(
          "endpointslices.discovery.k8s.io",
          live.get(),
          e -> {
            e.set("endpoints", endpoints);
            e.set("ports", ports);
          });
    }
  }

  private static ObjectNode dependent(ObjectNode service, String name) {
    ObjectNode object = Json.object();
    ObjectNode metadata = Json.ensure(object, "metadata");
    metadata.put("name", name).put("namespace", Json.namespace(service));
    if (Json.at(service, "metadata", "labels").isObject()) {
      metadata.set("labels", Json.at(service, "metadata", "labels").deepCopy());
    }
    return object;
  }

  private static ObjectNode own(ObjectNode object, ObjectNode service) {
    Ownership.own(object, service, "v1", "Service");
    return object;
  }

  private static ObjectNode reference(JsonNode pod) {
    return Json.object()
        .put("kind", "Pod")
        .put("namespace", Json.namespace(pod))
        .put("name", Json.name(pod))
        .put("uid", Json.uid(pod));
  }

  /** A targetPort's name is looked up in the pod. */
  private static List<ObjectNode> ports(JsonNode service, JsonNode pod) {
    List<ObjectNode> ports = new ArrayList<>();
    for (JsonNode port : Json.at(service, "spec", "ports")) {
      int number = target(port.path("targetPort"), pod);
      if (number > 0) {
        ObjectNode resolved = Json.object();
        if (port.has("name")) {
          resolved.set("name", port.get("name"));
        }
        resolved.put("port", number).put("protocol", port.path("protocol").asText("TCP"));
        ports.add(resolved);
      }
    }
    return ports;
  }

  private static int target(JsonNode target, JsonNode pod) {
    if (!target.isTextual()) {
      return target.asInt();
    }
    for (JsonNode container : Json.at(pod, "spec", "containers")) {
      for (JsonNode port : container.path("ports")) {
        if (Json.text(port, "name").equals(target.asText())) {
          return port.path("containerPort").asInt();
        }
      }
    }
    return 0;
  }
}
