package io.jenkins.embedded.platform.kube.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.objects.Json;

/** Status conditions, whose times move only when they change. */
final class Conditions {
  private Conditions() {}

  static void add(
      ArrayNode conditions,
      JsonNode before,
      String type,
      boolean holds,
      String reason,
      String message,
      String now) {
    ObjectNode condition = conditions.addObject();
    condition.put("type", type).put("status", holds ? "True" : "False");
    condition.put("reason", reason).put("message", message);
    String transition = now;
    String update = now;
    for (JsonNode old : before) {
      if (Json.text(old, "type").equals(type)) {
        if (Json.text(old, "status").equals(Json.text(condition, "status"))) {
          transition = Json.text(old, "lastTransitionTime");
        }
        if (Json.text(old, "reason").equals(reason) && Json.text(old, "message").equals(message)) {
          update = old.path("lastUpdateTime").asText(transition);
        }
      }
    }
    condition.put("lastUpdateTime", update).put("lastTransitionTime", transition);
  }

  static String field(JsonNode object, String type, String field) {
    for (JsonNode condition : Json.at(object, "status", "conditions")) {
      if (Json.text(condition, "type").equals(type)) {
        return Json.text(condition, field);
      }
    }
    return "";
  }
}
