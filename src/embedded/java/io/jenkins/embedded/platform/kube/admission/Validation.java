package io.jenkins.embedded.platform.kube.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ResourceType;
import io.jenkins.embedded.platform.kube.objects.Selectors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The 422s that people meet most: names, labels, selectors, pod templates, immutable fields. */
final class Validation {
  private final ResourceType type;
  private final ObjectNode object;

  private Validation(ResourceType type, ObjectNode object) {
    this.type = type;
    this.object = object;
  }

  /**
   * @param live null on create
   */
  static void check(ResourceType type, ObjectNode object, ObjectNode live) {
    Validation validation = new Validation(type, object);
    validation.metadata();
    switch (type.id()) {
      case "deployments.apps", "replicasets.apps", "statefulsets.apps" -> validation.workload(live);
      case "jobs.batch" -> validation.job(live);
      case "pods" -> validation.pod(live);
      case "services" -> validation.service();
      case "configmaps", "secrets" -> validation.data(live);
      default -> {}
    }
  }

  private ApiFailure invalid(String field, String value, String problem) {
    return ApiFailure.invalid(
        type,
        Json.name(object),
        field,
        "FieldValueInvalid",
        "Invalid value: " + value + ": " + problem);
  }

  private ApiFailure required(String field, String more) {
    return ApiFailure.invalid(
        type,
        Json.name(object),
        field,
        "FieldValueRequired",
        "Required value" + (more.isEmpty() ? "" : ": " + more));
  }

  private void metadata() {
    String name = Json.name(object);
    if (name.isEmpty()) {
      throw required("metadata.name", "name or generateName is required");
    }
    Optional<String> problem =
        switch (type.id()) {
          case "namespaces" -> NameRules.label(name);
          case "services" -> NameRules.serviceName(name);
          default ->
              type.group().startsWith("rbac.")
                  ? NameRules.pathSegment(name)
                  : NameRules.subdomain(name);
        };
    if (problem.isPresent()) {
      throw invalid("metadata.name", quoted(name), problem.get());
    }
    labels("metadata.labels", Json.at(object, "metadata", "labels"));
    for (var e : Json.at(object, "metadata", "annotations").properties()) {
      NameRules.labelKey(e.getKey().toLowerCase())
          .ifPresent(
              p -> {
                throw invalid("metadata.annotations", quoted(e.getKey()), p);
              });
    }
  }

  private void labels(String field, JsonNode labels) {
    for (var e : labels.properties()) {
      NameRules.labelKey(e.getKey())
          .or(() -> NameRules.labelValue(e.getValue().asText()))
          .ifPresent(
              p -> {
                boolean key = NameRules.labelKey(e.getKey()).isPresent();
                throw invalid(field, quoted(key ? e.getKey() : e.getValue().asText()), p);
              });
    }
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private void workload(ObjectNode live) {
    JsonNode spec = object.path("spec");
    if (spec.path("replicas").asInt(1) < 0) {
      throw invalid(
          "spec.replicas", spec.get("replicas").asText(), "must be greater than or equal to 0");
    }
    JsonNode selector = spec.path("selector");
    if (selector.isMissingNode() || selector.isEmpty()) {
      throw required("spec.selector", "");
    }
    JsonNode template = spec.path("template");
    labels("spec.template.metadata.labels", Json.at(template, "metadata", "labels"));
    if (!Selectors.selector(selector).test(template)) {
      Map<String, String> labels =
          new TreeMap<>(Json.texts(Json.at(template, "metadata", "labels")));
      List<String> shown = new ArrayList<>();
      labels.forEach((k, v) -> shown.add(quoted(k) + ":" + quoted(v)));
      throw invalid(
          "spec.template.metadata.labels",
          "map[string]string{" + String.join(", ", shown) + "}",
          "`selector` does not match template `labels`");
    }
    podSpec("spec.template.spec", template.path("spec"));
    String restart = Json.text(template, "spec", "restartPolicy");
    if (!restart.isEmpty() && !restart.equals("Always")) {
      throw ApiFailure.invalid(
          type,
          Json.name(object),
          "spec.template.spec.restartPolicy",
          "FieldValueNotSupported",
          "Unsupported value: " + quoted(restart) + ": supported values: \"Always\"");
    }
    if (live != null && !Json.at(live, "spec", "selector").equals(selector)) {
      throw invalid("spec.selector", selector.toString(), "field is immutable");
    }
  }

  private void job(ObjectNode live) {
    JsonNode spec = Json.at(object, "spec", "template", "spec");
    podSpec("spec.template.spec", spec);
    String restart = Json.text(spec, "restartPolicy");
    if (!Set.of("OnFailure", "Never").contains(restart)) {
      throw ApiFailure.invalid(
          type,
          Json.name(object),
          "spec.template.spec.restartPolicy",
          restart.isEmpty() ? "FieldValueRequired" : "FieldValueNotSupported",
          (restart.isEmpty() ? "Required value" : "Unsupported value: " + quoted(restart))
              + ": supported values: \"OnFailure\", \"Never\"");
    }
    if (live != null) {
      ObjectNode filled = object.deepCopy();
      PodDefaults.apply(Json.ensure(filled, "spec", "template"));
      if (!Json.at(live, "spec", "template").equals(Json.at(filled, "spec", "template"))) {
        throw invalid("spec.template", "(a changed template)", "field is immutable");
      }
    }
  }

  private void pod(ObjectNode live) {
    podSpec("spec", object.path("spec"));
    if (live == null) {
      return;
    }
    ObjectNode before = (ObjectNode) live.path("spec").deepCopy();
    ObjectNode filled = object.deepCopy();
    PodDefaults.apply(filled);
    ObjectNode after = (ObjectNode) filled.get("spec");
    before.remove(List.of("nodeName", "serviceAccountName", "tolerations"));
    after.remove(List.of("nodeName", "serviceAccountName", "tolerations"));
    for (ObjectNode spec : List.of(before, after)) {
      spec.path("containers").forEach(c -> ((ObjectNode) c).remove("image"));
    }
    if (!before.equals(after)) {
      throw ApiFailure.invalid(
          type,
          Json.name(object),
          "spec",
          "FieldValueForbidden",
          "Forbidden: pod updates may not change fields other than"
              + " `spec.containers[*].image`,`spec.initContainers[*].image`,"
              + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing"
              + " tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it"
              + " was previously negative)");
    }
  }

  private void podSpec(String at, JsonNode spec) {
    JsonNode containers = spec.path("containers");
    if (containers.isEmpty()) {
      throw required(at + ".containers", "");
    }
    Set<String> names = new HashSet<>();
    for (String list : List.of("initContainers", "containers")) {
      int i = 0;
      for (JsonNode container : spec.path(list)) {
        container(at + "." + list + "[" + i++ + "]", container, names);
      }
    }
  }

  private void container(String at, JsonNode container, Set<String> names) {
    String name = Json.text(container, "name");
    if (name.isEmpty()) {
      throw required(at + ".name", "");
    }
    NameRules.label(name)
        .ifPresent(
            p -> {
              throw invalid(at + ".name", quoted(name), p);
            });
    if (!names.add(name)) {
      throw ApiFailure.invalid(
          type,
          Json.name(object),
          at + ".name",
          "FieldValueDuplicate",
          "Duplicate value: " + quoted(name));
    }
    if (Json.text(container, "image").isBlank()) {
      throw required(at + ".image", "");
    }
    int i = 0;
    for (JsonNode port : container.path("ports")) {
      port(at + ".ports[" + i++ + "].containerPort", port.path("containerPort"));
    }
  }

  private void port(String at, JsonNode port) {
    if (port.isMissingNode()) {
      throw required(at, "");
    }
    if (port.asInt() < 1 || port.asInt() > 65535) {
      throw invalid(at, port.asText(), "must be between 1 and 65535, inclusive");
    }
  }

  private void service() {
    JsonNode spec = object.path("spec");
    String kind = spec.path("type").asText("ClusterIP");
    boolean portless = kind.equals("ExternalName") || Json.text(spec, "clusterIP").equals("None");
    if (spec.path("ports").isEmpty() && !portless) {
      throw required("spec.ports", "");
    }
    int i = 0;
    for (JsonNode port : spec.path("ports")) {
      String at = "spec.ports[" + i++ + "]";
      port(at + ".port", port.path("port"));
      if (spec.path("ports").size() > 1 && Json.text(port, "name").isEmpty()) {
        throw required(at + ".name", "");
      }
    }
  }

  private void data(ObjectNode live) {
    if (live != null
        && live.path("immutable").asBoolean()
        && !live.path("data").equals(object.path("data"))) {
      throw ApiFailure.invalid(
          type,
          Json.name(object),
          "data",
          "FieldValueForbidden",
          "Forbidden: field is immutable when `immutable` is set");
    }
  }
}
