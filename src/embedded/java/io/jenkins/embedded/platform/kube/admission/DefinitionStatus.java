package io.jenkins.embedded.platform.kube.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.objects.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What a CustomResourceDefinition says once it is served, which here is at once. */
final class DefinitionStatus {

  private DefinitionStatus() {}

  static void accept(ObjectNode definition, Instant now) {
    ObjectNode status = Json.ensure(definition, "status");
    JsonNode names = Json.at(definition, "spec", "names");
    status.set("acceptedNames", names.deepCopy());
    ArrayNode versions = status.putArray("storedVersions");
    for (JsonNode version : Json.at(definition, "spec", "versions")) {
      if (version.path("storage").asBoolean()) {
        versions.add(Json.text(version, "name"));
      }
    }
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    ArrayNode conditions = status.putArray("conditions");
    condition(conditions, "NamesAccepted", "NoConflicts", "no conflicts found", time);
    condition(
        conditions,
        "Established",
        "InitialNamesAccepted",
        "the initial names have been accepted",
        time);
  }

  private static void condition(
      ArrayNode conditions, String type, String reason, String message, String time) {
    ObjectNode condition = conditions.addObject().put("type", type).put("status", "True");
    condition.put("reason", reason).put("message", message).put("lastTransitionTime", time);
  }
}
