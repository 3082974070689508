package io.jenkins.embedded.platform.kube.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.fields.Quantities;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ObjectStore;
import io.jenkins.embedded.platform.kube.objects.ResourceType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** ResourceQuota: what a namespace may still get (plugin/pkg/admission/resourcequota). */
public final class QuotaAdmission {
  private final ObjectStore store;

  public QuotaAdmission(ObjectStore store) {
    this.store = store;
  }

  void admit(ResourceType type, ObjectNode object) {
    if (!type.namespaced()) {
      return;
    }
    for (ObjectNode quota : store.list("resourcequotas", Json.namespace(object))) {
      admit(type, object, quota);
    }
  }

  private void admit(ResourceType type, ObjectNode object, ObjectNode quota) {
    List<String> requested = new ArrayList<>();
    List<String> used = new ArrayList<>();
    List<String> limited = new ArrayList<>();
    Map<String, String> hard = new TreeMap<>(Json.texts(Json.at(quota, "spec", "hard")));
    for (var limit : hard.entrySet()) {
      String resource = limit.getKey();
      if (type.id().equals("pods")) {
        requireStated(type, object, quota, resource);
      }
      BigDecimal wanted = amount(type.id(), object, resource);
      BigDecimal has = used(Json.namespace(object), resource);
      BigDecimal most = Quantities.parse(limit.getValue()).orElse(BigDecimal.ZERO);
      if (wanted.signum() > 0 && has.add(wanted).compareTo(most) > 0) {
        requested.add(resource + "=" + Quantities.display(wanted, limit.getValue()));
        used.add(resource + "=" + Quantities.display(has, limit.getValue()));
        limited.add(resource + "=" + limit.getValue());
      }
    }
    if (!requested.isEmpty()) {
      throw ApiFailure.forbidden(
          type,
          Json.name(object),
          "exceeded quota: "
              + Json.name(quota)
              + ", requested: "
              + String.join(",", requested)
              + ", used: "
              + String.join(",", used)
              + ", limited: "
              + String.join(",", limited));
    }
  }

  /** A quota on cpu or memory refuses pods that do not say what they need. */
  private static void requireStated(
      ResourceType type, ObjectNode pod, ObjectNode quota, String resource) {
    if (!resource.matches("(requests\\.|limits\\.)?(cpu|memory)")) {
      return;
    }
    List<String> silent = new ArrayList<>();
    for (JsonNode container : Json.at(pod, "spec", "containers")) {
      if (stated(container, resource).isMissingNode()) {
        silent.add(Json.text(container, "name"));
      }
    }
    if (!silent.isEmpty()) {
      throw ApiFailure.forbidden(
          type,
          Json.name(pod),
          "failed quota: "
              + Json.name(quota)
              + ": must specify "
              + resource
              + " for: "
              + String.join(",", silent));
    }
  }

  private static JsonNode stated(JsonNode container, String resource) {
    String part = resource.startsWith("limits.") ? "limits" : "requests";
    return Json.at(container, "resources", part, resource.substring(resource.indexOf('.') + 1));
  }

  /** What the namespace's objects use of a resource now. */
  public BigDecimal used(String namespace, String resource) {
    String id = countedType(resource).isEmpty() ? "pods" : countedType(resource);
    return store.list(id, namespace).stream()
        .map(object -> amount(id, object, resource))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The type that an object count limits, or "" when the resource is no count. */
  private static String countedType(String resource) {
    if (resource.startsWith("count/")) {
      return resource.substring("count/".length());
    }
    return switch (resource) {
      case "pods",
          "services",
          "configmaps",
          "secrets",
          "persistentvolumeclaims",
          "resourcequotas" ->
          resource;
      default -> "";
    };
  }

  private static BigDecimal amount(String typeId, ObjectNode object, String resource) {
    if (countedType(resource).equals(typeId)) {
      boolean over = resource.equals("pods") && isFinished(object);
      return over ? BigDecimal.ZERO : BigDecimal.ONE;
    }
    if (!typeId.equals("pods") || isFinished(object)) {
      return BigDecimal.ZERO;
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode container : Json.at(object, "spec", "containers")) {
      sum = sum.add(Quantities.parse(stated(container, resource).asText()).orElse(BigDecimal.ZERO));
    }
    return sum;
  }

  private static boolean isFinished(JsonNode pod) {
    String phase = Json.text(pod, "status", "phase");
    return phase.equals("Succeeded") || phase.equals("Failed");
  }
}
