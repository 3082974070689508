package io.jenkins.plugins.paas.kube;

import java.util.List;
import java.util.Map;

/**
 * Writes the default into ports that leave {@code protocol} out. It is part of such a port's key,
 * and API servers before 1.21 refuse to apply a list item without its key
 * (structured-merge-diff#130); newer ones would set the same.
 */
final class PortProtocols {

  private PortProtocols() {}

  /** A copy where something is to be added, else the object itself. */
  static KubeObject added(KubeObject object) {
    if (!isLacking(object)) {
      return object;
    }
    KubeObject copy = object.copy();
    ports(copy).forEach(port -> port.putIfAbsent("protocol", "TCP"));
    return copy;
  }

  private static boolean isLacking(KubeObject object) {
    return ports(object).stream().anyMatch(port -> !port.containsKey("protocol"));
  }

  private static List<Map<String, Object>> ports(KubeObject object) {
    String api = object.apiVersion();
    if (object.kind().equals("Service") && api.equals("v1")) {
      return object.maps("spec", "ports");
    }
    boolean template = api.equals("apps/v1") || api.startsWith("batch/");
    KubeObject pod =
        switch (object.kind()) {
          case "Pod" -> object;
          case "CronJob" -> new KubeObject(object.map("spec", "jobTemplate", "spec", "template"));
          default -> new KubeObject(template ? object.map("spec", "template") : Map.of());
        };
    return List.of("containers", "initContainers").stream()
        .flatMap(list -> pod.maps("spec", list).stream())
        .flatMap(container -> KubeObject.maps(container, "ports").stream())
        .toList();
  }
}
