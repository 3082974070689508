package io.jenkins.embedded.platform.kube.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ObjectStore;
import io.jenkins.embedded.platform.kube.objects.ResourceType;
import io.jenkins.embedded.platform.kube.objects.ResourceTypes;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** Deletion: at once, or in two phases while finalizers, contents or a process hold the object. */
final class Removals {
  private static final String FOREGROUND = "foregroundDeletion";

  private final ObjectStore store;
  private final ResourceTypes types;
  private final Clock clock;

  Removals(ObjectStore store, ResourceTypes types, Clock clock) {
    this.store = store;
    this.types = types;
    this.clock = clock;
  }

  ObjectNode delete(ResourceType type, ObjectNode live, Removal removal) {
    check(type, live, removal);
    if (removal.dryRun()) {
      return success(type, live);
    }
    if (removal.propagation().equals("Orphan")) {
      orphan(live);
    }
    long grace = grace(type, live, removal);
    boolean foreground = removal.propagation().equals("Foreground") && hasDependents(live);
    boolean held = foreground || isHeld(type, live);
    if (!held && grace == 0) {
      remove(type, live);
      return success(type, live);
    }
    if (Json.isTerminating(live)
        && grace >= Json.at(live, "metadata", "deletionGracePeriodSeconds").asLong(0)) {
      return live;
    }
    ObjectNode marked = live.deepCopy();
    ObjectNode metadata = Json.ensure(marked, "metadata");
    metadata.put(
        "deletionTimestamp",
        clock.instant().plusSeconds(grace).truncatedTo(ChronoUnit.SECONDS).toString());
    metadata.put("deletionGracePeriodSeconds", grace);
    if (foreground) {
      ArrayNode finalizers = metadata.withArray("finalizers");
      if (!Json.strings(finalizers).contains(FOREGROUND)) {
        finalizers.add(FOREGROUND);
      }
    }
    if (type.id().equals("namespaces")) {
      Json.ensure(marked, "status").put("phase", "Terminating");
    }
    return store.put(type.id(), marked);
  }

  private static void check(ResourceType type, ObjectNode live, Removal removal) {
    String uid = Json.uid(live);
    String version = Json.text(live, "metadata", "resourceVersion");
    if (!removal.uid().isEmpty() && !removal.uid().equals(uid)) {
      throw ApiFailure.conflict(
          type,
          Json.name(live),
          "Precondition failed: UID in precondition: "
              + removal.uid()
              + ", UID in object meta: "
              + uid);
    }
    if (!removal.version().isEmpty() && !removal.version().equals(version)) {
      throw ApiFailure.conflict(
          type,
          Json.name(live),
          "Precondition failed: ResourceVersion in precondition: "
              + removal.version()
              + ", ResourceVersion in object meta: "
              + version);
    }
  }

  /** Seconds until a pod's processes are killed; a pod that no node has runs nothing. */
  private static long grace(ResourceType type, ObjectNode live, Removal removal) {
    if (!type.id().equals("pods") || Json.text(live, "spec", "nodeName").isEmpty()) {
      return 0;
    }
    String phase = Json.text(live, "status", "phase");
    if (phase.equals("Succeeded") || phase.equals("Failed")) {
      return 0;
    }
    return removal.graceSeconds() >= 0
        ? removal.graceSeconds()
        : Json.at(live, "spec", "terminationGracePeriodSeconds").asLong(30);
  }

  private static boolean isHeld(ResourceType type, JsonNode object) {
    return !Json.at(object, "metadata", "finalizers").isEmpty()
        || type.id().equals("namespaces") && !Json.at(object, "spec", "finalizers").isEmpty();
  }

  /** Removes a terminating object that nothing holds any more. */
  void finish(ResourceType type, ObjectNode object) {
    if (Json.isTerminating(object)
        && !isHeld(type, object)
        && Json.at(object, "metadata", "deletionGracePeriodSeconds").asLong(0) == 0) {
      remove(type, object);
    }
  }

  private void remove(ResourceType type, ObjectNode object) {
    if (type.id().equals("customresourcedefinitions.apiextensions.k8s.io")) {
      for (ResourceType gone : types.undefine(Json.name(object))) {
        store.list(gone.id(), "").forEach(o -> store.remove(gone.id(), o));
      }
    }
    store.remove(type.id(), object);
  }

  private boolean hasDependents(ObjectNode owner) {
    return types.all().stream()
        .anyMatch(
            t ->
                store.list(t.id(), Json.namespace(owner)).stream()
                    .anyMatch(o -> isOwnedBy(o, owner)));
  }

  private static boolean isOwnedBy(JsonNode object, JsonNode owner) {
    for (JsonNode reference : Json.at(object, "metadata", "ownerReferences")) {
      if (Json.text(reference, "uid").equals(Json.uid(owner))) {
        return true;
      }
    }
    return false;
  }

  private void orphan(ObjectNode owner) {
    for (ResourceType type : types.all()) {
      for (ObjectNode object : store.list(type.id(), Json.namespace(owner))) {
        if (isOwnedBy(object, owner)) {
          ObjectNode free = object.deepCopy();
          ArrayNode kept = Json.array();
          Json.at(object, "metadata", "ownerReferences")
              .forEach(
                  r -> {
                    if (!Json.text(r, "uid").equals(Json.uid(owner))) {
                      kept.add(r);
                    }
                  });
          Json.ensure(free, "metadata").set("ownerReferences", kept);
          store.put(type.id(), free);
        }
      }
    }
  }

  private static ObjectNode success(ResourceType type, ObjectNode object) {
    ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Success");
    ObjectNode details = status.putObject("details").put("name", Json.name(object));
    if (!type.group().isEmpty()) {
      details.put("group", type.group());
    }
    details.put("kind", type.plural()).put("uid", Json.uid(object));
    return status;
  }
}
