package io.jenkins.embedded.platform.kube.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.objects.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who owns which fields: {@code metadata.managedFields}, read and written. */
final class Managers {
  /** One owner; Apply and Update of the same name are two owners, as in an API server. */
  record Manager(String name, String operation, String apiVersion, String subresource) {
    boolean applies() {
      return operation.equals("Apply");
    }
  }

  private final Map<Manager, FieldSet> owned = new LinkedHashMap<>();
  private final Map<Manager, JsonNode> before = new LinkedHashMap<>();

  static Managers of(JsonNode object) {
    Managers managers = new Managers();
    for (JsonNode entry : Json.at(object, "metadata", "managedFields")) {
      Manager manager =
          new Manager(
              Json.text(entry, "manager"),
              Json.text(entry, "operation"),
              Json.text(entry, "apiVersion"),
              Json.text(entry, "subresource"));
      managers.owned.put(manager, FieldSet.parse(entry.path("fieldsV1")));
      managers.before.put(manager, entry);
    }
    return managers;
  }

  FieldSet of(Manager manager) {
    return owned.getOrDefault(manager, new FieldSet());
  }

  void set(Manager manager, FieldSet fields) {
    owned.put(manager, fields);
  }

  Map<Manager, FieldSet> others(Manager manager) {
    Map<Manager, FieldSet> others = new LinkedHashMap<>(owned);
    others.remove(manager);
    return others;
  }

  boolean isOwnedByOther(Manager manager, List<String> path) {
    return others(manager).values().stream().anyMatch(f -> f.reaches(path));
  }

  /** Writes the entries; one whose fields did not change keeps its time. */
  void writeTo(ObjectNode object, Instant now) {
    ArrayNode entries = Json.array();
    owned.forEach(
        (manager, fields) -> {
          if (fields.isEmpty()) {
            return;
          }
          ObjectNode fieldsV1 = fields.toFieldsV1();
          JsonNode old = before.get(manager);
          if (old != null && old.path("fieldsV1").equals(fieldsV1)) {
            entries.add(old);
            return;
          }
          ObjectNode entry = entries.addObject();
          entry.put("manager", manager.name()).put("operation", manager.operation());
          entry.put("apiVersion", manager.apiVersion());
          entry.put("time", now.truncatedTo(ChronoUnit.SECONDS).toString());
          entry.put("fieldsType", "FieldsV1").set("fieldsV1", fieldsV1);
          if (!manager.subresource().isEmpty()) {
            entry.put("subresource", manager.subresource());
          }
        });
    Json.ensure(object, "metadata").set("managedFields", entries);
  }
}
