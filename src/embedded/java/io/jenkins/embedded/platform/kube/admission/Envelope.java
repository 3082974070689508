package io.jenkins.embedded.platform.kube.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ResourceType;
import java.util.List;

/** What every object carries around its content: type, name, namespace, system metadata. */
final class Envelope {
  private static final List<String> SYSTEM =
      List.of(
          "uid",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "generation",
          "resourceVersion");

  private Envelope() {}

  /**
   * Fills in what the URL says and refuses a body that says otherwise.
   *
   * @param name null on create
   */
  static void check(ResourceType type, String namespace, String name, ObjectNode object) {
    require(object, "apiVersion", type.apiVersion(), "API version");
    require(object, "kind", type.kind(), "kind");
    ObjectNode metadata = Json.ensure(object, "metadata");
    String stated = Json.text(metadata, "namespace");
    if (!stated.isEmpty() && !stated.equals(namespace)) {
      throw ApiFailure.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
    if (type.namespaced()) {
      metadata.put("namespace", namespace);
    } else {
      metadata.remove("namespace");
    }
    if (name != null) {
      String own = Json.text(metadata, "name");
      if (!own.isEmpty() && !own.equals(name)) {
        throw ApiFailure.badRequest(
            "the name of the object ("
                + own
                + ") does not match the name on the URL ("
                + name
                + ")");
      }
      metadata.put("name", name);
    }
  }

  private static void require(ObjectNode object, String field, String expected, String what) {
    String stated = Json.text(object, field);
    if (stated.isEmpty()) {
      object.put(field, expected);
    } else if (!stated.equals(expected)) {
      throw ApiFailure.badRequest(
          "the "
              + what
              + " in the data ("
              + stated
              + ") does not match the expected "
              + what
              + " ("
              + expected
              + ")");
    }
  }

  /**
   * The object that a write makes of the live one: system metadata stays, and status or the rest
   * stays as the subresource says.
   *
   * @param owned whether next already carries its managedFields
   */
  static ObjectNode settled(
      ResourceType type, ObjectNode live, ObjectNode next, String subresource, boolean owned) {
    ObjectNode object;
    if (subresource.isEmpty()) {
      object = next.deepCopy();
      if (type.hasStatus()) {
        copy(live, object, "status");
      }
    } else if (subresource.equals("status")) {
      object = live.deepCopy();
      copy(next, object, "status");
    } else {
      object = live.deepCopy();
      copy(next, object, "spec");
    }
    ObjectNode metadata = Json.ensure(object, "metadata");
    SYSTEM.forEach(field -> copy(live.path("metadata"), metadata, field));
    copy((owned ? next : live).path("metadata"), metadata, "managedFields");
    if (live.path("metadata").has("deletionTimestamp")) {
      forbidNewFinalizers(type, live, object);
    }
    return object;
  }

  private static void forbidNewFinalizers(ResourceType type, ObjectNode live, ObjectNode object) {
    List<String> before = Json.strings(Json.at(live, "metadata", "finalizers"));
    for (String finalizer : Json.strings(Json.at(object, "metadata", "finalizers"))) {
      if (!before.contains(finalizer)) {
        throw ApiFailure.invalid(
            type,
            Json.name(live),
            "metadata.finalizers",
            "FieldValueForbidden",
            "Forbidden: no new finalizers can be added if the object is being deleted, found new"
                + " finalizers []string{\""
                + finalizer
                + "\"}");
      }
    }
  }

  private static void copy(JsonNode from, ObjectNode to, String field) {
    if (from.has(field)) {
      to.set(field, from.get(field));
    } else {
      to.remove(field);
    }
  }

  /** Whether anything but metadata and status differs. */
  static boolean specChanged(ResourceType type, ObjectNode before, ObjectNode after) {
    ObjectNode one = before.deepCopy();
    ObjectNode two = after.deepCopy();
    List<String> outside = type.hasStatus() ? List.of("metadata", "status") : List.of("metadata");
    one.remove(outside);
    two.remove(outside);
    return !one.equals(two);
  }
}
