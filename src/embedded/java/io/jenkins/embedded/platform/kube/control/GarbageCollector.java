package io.jenkins.embedded.platform.kube.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.admission.Removal;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ResourceType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Deletes what no owner is left for, and finishes foreground deletions. */
final class GarbageCollector implements Controller {
  private static final String FOREGROUND = "foregroundDeletion";

  private final Cluster cluster;

  GarbageCollector(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void reconcile() {
    Map<String, JsonNode> byUid = new HashMap<>();
    Set<String> owners = new HashSet<>();
    // owners and dependents must be of one moment, or a new owner looks absent
    synchronized (cluster.store()) {
      for (ResourceType type : cluster.types().all()) {
        cluster.list(type.id()).forEach(o -> byUid.put(Json.uid(o), o));
      }
    }
    for (ResourceType type : cluster.types().all()) {
      for (ObjectNode object : cluster.list(type.id())) {
        if (byUid.containsKey(Json.uid(object))) {
          collect(type, object, byUid, owners);
        }
      }
    }
    for (ResourceType type : cluster.types().all()) {
      for (ObjectNode object : cluster.list(type.id())) {
        if (hasFinalizer(object) && !owners.contains(Json.uid(object))) {
          cluster.changeAny(type, object, GarbageCollector::dropFinalizer);
        }
      }
    }
  }

  private void collect(
      ResourceType type, ObjectNode object, Map<String, JsonNode> byUid, Set<String> owners) {
    JsonNode references = Json.at(object, "metadata", "ownerReferences");
    boolean alive = references.isEmpty();
    for (JsonNode reference : references) {
      JsonNode owner = byUid.get(Json.text(reference, "uid"));
      if (owner != null) {
        owners.add(Json.uid(owner));
        alive |= !hasFinalizer(owner);
      }
    }
    if (!alive && !Json.isTerminating(object)) {
      cluster.delete(type, object, Removal.graceful());
    }
  }

  private static boolean hasFinalizer(JsonNode object) {
    return Json.isTerminating(object)
        && Json.strings(Json.at(object, "metadata", "finalizers")).contains(FOREGROUND);
  }

  private static void dropFinalizer(ObjectNode object) {
    ArrayNode kept = Json.array();
    for (String finalizer : Json.strings(Json.at(object, "metadata", "finalizers"))) {
      if (!finalizer.equals(FOREGROUND)) {
        kept.add(finalizer);
      }
    }
    Json.ensure(object, "metadata").set("finalizers", kept);
  }
}
