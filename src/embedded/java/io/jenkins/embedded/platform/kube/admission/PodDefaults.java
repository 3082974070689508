package io.jenkins.embedded.platform.kube.admission;

import static io.jenkins.embedded.platform.kube.admission.Defaults.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.objects.Json;
import java.util.List;

/** Defaults of a pod or a pod template. */
final class PodDefaults {
  private static final List<String> PROBES =
      List.of("livenessProbe", "readinessProbe", "startupProbe");

  private PodDefaults() {}

  /**
   * @param pod anything with a PodSpec as its spec
   */
  static void apply(ObjectNode pod) {
    ObjectNode spec = Json.ensure(pod, "spec");
    put(spec, "restartPolicy", "Always");
    put(spec, "dnsPolicy", "ClusterFirst");
    put(spec, "schedulerName", "default-scheduler");
    put(spec, "terminationGracePeriodSeconds", 30);
    Json.ensure(spec, "securityContext");
    spec.path("containers").forEach(c -> container((ObjectNode) c));
    spec.path("initContainers").forEach(c -> container((ObjectNode) c));
    for (JsonNode volume : spec.path("volumes")) {
      for (String kind : List.of("configMap", "secret")) {
        if (volume.path(kind).isObject()) {
          put((ObjectNode) volume.get(kind), "defaultMode", 420);
        }
      }
    }
  }

  private static void container(ObjectNode container) {
    String image = Json.text(container, "image");
    String last = image.substring(image.lastIndexOf('/') + 1);
    boolean moving = !image.contains("@") && (!last.contains(":") || last.endsWith(":latest"));
    put(container, "imagePullPolicy", moving ? "Always" : "IfNotPresent");
    put(container, "terminationMessagePath", "/dev/termination-log");
    put(container, "terminationMessagePolicy", "File");
    requestsFromLimits(Json.ensure(container, "resources"));
    container.path("ports").forEach(p -> put((ObjectNode) p, "protocol", "TCP"));
    for (JsonNode variable : container.path("env")) {
      if (Json.at(variable, "valueFrom", "fieldRef").isObject()) {
        put((ObjectNode) Json.at(variable, "valueFrom", "fieldRef"), "apiVersion", "v1");
      }
    }
    for (String name : PROBES) {
      if (container.path(name).isObject()) {
        probe((ObjectNode) container.get(name));
      }
    }
  }

  private static void requestsFromLimits(ObjectNode resources) {
    for (var limit : resources.path("limits").properties()) {
      ObjectNode requests = Json.ensure(resources, "requests");
      if (!requests.has(limit.getKey())) {
        requests.set(limit.getKey(), limit.getValue());
      }
    }
  }

  private static void probe(ObjectNode probe) {
    put(probe, "timeoutSeconds", 1);
    put(probe, "periodSeconds", 10);
    put(probe, "successThreshold", 1);
    put(probe, "failureThreshold", 3);
    if (probe.path("httpGet").isObject()) {
      put((ObjectNode) probe.get("httpGet"), "path", "/");
      put((ObjectNode) probe.get("httpGet"), "scheme", "HTTP");
    }
  }

  /** The LimitRanger's part: defaults for containers that state nothing. */
  static void limits(ObjectNode pod, List<ObjectNode> ranges) {
    for (JsonNode range : ranges) {
      for (JsonNode limit : Json.at(range, "spec", "limits")) {
        if (Json.text(limit, "type").equals("Container")) {
          for (JsonNode container : Json.at(pod, "spec", "containers")) {
            ObjectNode resources = Json.ensure((ObjectNode) container, "resources");
            fill(resources, "limits", limit.path("default"));
            fill(resources, "requests", limit.path("defaultRequest"));
          }
        }
      }
    }
  }

  private static void fill(ObjectNode resources, String part, JsonNode values) {
    for (var value : values.properties()) {
      ObjectNode amounts = Json.ensure(resources, part);
      if (!amounts.has(value.getKey())) {
        amounts.set(value.getKey(), value.getValue());
      }
    }
  }
}
