package io.jenkins.embedded.platform.kube.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.objects.Json;
import java.util.List;

/** Controller references: which object made which. */
final class Ownership {
  private Ownership() {}

  static void own(ObjectNode object, JsonNode owner, String apiVersion, String kind) {
    Json.ensure(object, "metadata")
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", apiVersion)
        .put("kind", kind)
        .put("name", Json.name(owner))
        .put("uid", Json.uid(owner))
        .put("controller", true)
        .put("blockOwnerDeletion", true);
  }

  static boolean isOwnedBy(JsonNode object, JsonNode owner) {
    for (JsonNode reference : Json.at(object, "metadata", "ownerReferences")) {
      if (reference.path("controller").asBoolean()
          && Json.text(reference, "uid").equals(Json.uid(owner))) {
        return true;
      }
    }
    return false;
  }

  static List<ObjectNode> of(Cluster cluster, String typeId, JsonNode owner) {
    return cluster.list(typeId, Json.namespace(owner)).stream()
        .filter(o -> isOwnedBy(o, owner))
        .toList();
  }

  /** A pod from a template, owned by its workload. */
  static ObjectNode pod(JsonNode owner, String apiVersion, String kind, JsonNode template) {
    ObjectNode pod = Json.object();
    ObjectNode metadata = Json.ensure(pod, "metadata");
    for (String field : List.of("labels", "annotations")) {
      if (Json.at(template, "metadata").has(field)) {
        metadata.set(field, Json.at(template, "metadata", field).deepCopy());
      }
    }
    metadata.put("namespace", Json.namespace(owner));
    metadata.put("generateName", Json.name(owner) + "-");
    pod.set("spec", template.path("spec").deepCopy());
    own(pod, owner, apiVersion, kind);
    return pod;
  }

  static boolean isActive(JsonNode pod) {
    String phase = Json.text(pod, "status", "phase");
    return !Json.isTerminating(pod) && !phase.equals("Succeeded") && !phase.equals("Failed");
  }
}
