package io.jenkins.embedded.platform.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A pod's status, added up from its containers; conditions keep the time of their last change. */
final class PodStatus {
  private final JsonNode pod;
  private final String address;
  private final List<Container> initial;
  private final List<Container> containers;
  private final Clock clock;
  private final Instant started;
  private final Map<String, ObjectNode> conditions = new HashMap<>();
  private ObjectNode last;

  PodStatus(
      JsonNode pod,
      String address,
      List<Container> initial,
      List<Container> containers,
      Clock clock) {
    this.pod = pod;
    this.address = address;
    this.initial = initial;
    this.containers = containers;
    this.clock = clock;
    this.started = clock.instant();
  }

  /** The status if it differs from the one before, else null. */
  ObjectNode next() {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("phase", phase());
    ArrayNode list = status.putArray("conditions");
    boolean initialised = initial.stream().allMatch(c -> c.isFinished() && c.succeeded());
    List<Container> unready = containers.stream().filter(c -> !c.isReady()).toList();
    list.add(condition("PodReadyToStartContainers", true, "", ""));
    list.add(condition("Initialized", initialised, "ContainersNotInitialized", ""));
    boolean over = phase().equals("Succeeded");
    String reason = over ? "PodCompleted" : "ContainersNotReady";
    String message =
        over
            ? ""
            : "containers with unready status: ["
                + unready.stream().map(Container::name).collect(Collectors.joining(" "))
                + "]";
    list.add(condition("Ready", unready.isEmpty(), reason, message));
    list.add(condition("ContainersReady", unready.isEmpty(), reason, message));
    list.add(condition("PodScheduled", true, "", ""));
    status.put("hostIP", "127.0.0.1");
    status.put("podIP", address);
    status.putArray("podIPs").addObject().put("ip", address);
    status.put("startTime", started.truncatedTo(ChronoUnit.SECONDS).toString());
    if (!initial.isEmpty()) {
      ArrayNode statuses = status.putArray("initContainerStatuses");
      initial.forEach(c -> statuses.add(c.status()));
    }
    ArrayNode statuses = status.putArray("containerStatuses");
    containers.forEach(c -> statuses.add(c.status()));
    status.put("qosClass", qualityOfService());
    if (status.equals(last)) {
      return null;
    }
    last = status;
    return status.deepCopy();
  }

  private String phase() {
    for (Container container : initial) {
      if (container.isFinished() && !container.succeeded()) {
        return "Failed";
      }
    }
    if (containers.stream().allMatch(Container::isFinished)) {
      return containers.stream().allMatch(Container::succeeded) ? "Succeeded" : "Failed";
    }
    return containers.stream().allMatch(c -> c.hasStarted() || c.isFinished())
        ? "Running"
        : "Pending";
  }

  private ObjectNode condition(String type, boolean holds, String reason, String message) {
    ObjectNode condition = JsonNodeFactory.instance.objectNode();
    condition.put("type", type).put("status", holds ? "True" : "False");
    if (!holds) {
      condition.put("reason", reason);
      if (!message.isEmpty()) {
        condition.put("message", message);
      }
    }
    ObjectNode before = conditions.get(type);
    boolean same = before != null && before.get("status").equals(condition.get("status"));
    condition.put(
        "lastTransitionTime",
        same
            ? before.get("lastTransitionTime").asText()
            : clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    conditions.put(type, condition);
    return condition;
  }

  private String qualityOfService() {
    boolean any = false;
    boolean all = true;
    for (JsonNode container : pod.path("spec").path("containers")) {
      JsonNode resources = container.path("resources");
      JsonNode limits = resources.path("limits");
      any |= !limits.isEmpty() || !resources.path("requests").isEmpty();
      all &= limits.has("cpu") && limits.has("memory") && limits.equals(resources.path("requests"));
    }
    return !any ? "BestEffort" : all ? "Guaranteed" : "Burstable";
  }
}
