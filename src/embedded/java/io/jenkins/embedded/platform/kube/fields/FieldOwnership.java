package io.jenkins.embedded.platform.kube.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.fields.Managers.Manager;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ResourceType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Server-side apply and the ownership that every other write leaves behind. Rules: KEP-555 and
 * structured-merge-diff's merge/update.go.
 */
public final class FieldOwnership {
  private static final List<String> SYSTEM_METADATA =
      List.of(
          "name",
          "namespace",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "selfLink",
          "uid",
          "generation",
          "managedFields",
          "resourceVersion");

  private final ResourceType type;
  private final ListShapes shapes;
  private final Clock clock;

  public FieldOwnership(ResourceType type, Clock clock) {
    this.type = type;
    this.shapes = new ListShapes(type);
    this.clock = clock;
  }

  /**
   * Merges a configuration into the live object.
   *
   * @param live null when the object does not exist yet
   * @param subresource "" or "status"
   * @return the new object, with its managedFields; defaults are not yet set
   * @throws ApiFailure 409 that names every conflicting manager and field, unless forced
   */
  public ObjectNode apply(
      ObjectNode live, ObjectNode config, String manager, String subresource, boolean force) {
    Manager me = new Manager(manager, "Apply", type.apiVersion(), subresource);
    Managers managers = live == null ? Managers.of(Json.object()) : Managers.of(live);
    ObjectNode stated = strip(config, subresource);
    FieldSet fields = FieldSet.of(stated, shapes);
    if (live == null) {
      managers.set(me, fields);
      ObjectNode created = config.deepCopy();
      managers.writeTo(created, clock.instant());
      return created;
    }
    List<Conflict> conflicts = conflicts(live, stated, fields, managers, me);
    if (!conflicts.isEmpty() && !force) {
      throw failure(conflicts);
    }
    conflicts.forEach(c -> managers.of(c.owner()).remove(c.path()));
    ObjectNode merged = (ObjectNode) Merge.apply(live, stated, shapes);
    FieldSet given = managers.of(me).minus(fields);
    given.forEach(
        path -> {
          if (!managers.isOwnedByOther(me, path)) {
            Merge.remove(merged, path);
          }
        });
    managers.set(me, fields);
    keepExisting(managers, merged);
    managers.writeTo(merged, clock.instant());
    return merged;
  }

  /** Records what an update, patch, create or status write changed as the manager's own. */
  public void update(ObjectNode live, ObjectNode next, String manager, String subresource) {
    Manager me = new Manager(manager, "Update", type.apiVersion(), subresource);
    Managers managers = Managers.of(live == null ? next : live);
    Difference difference =
        Difference.between(
            live == null ? Json.object() : strip(live, "*"), strip(next, "*"), shapes);
    managers
        .others(me)
        .values()
        .forEach(
            f -> {
              f.removeAll(difference.written);
              f.removeAll(difference.removed);
            });
    FieldSet mine = managers.of(me);
    mine.insertAll(difference.written);
    mine.removeAll(difference.removed);
    managers.set(me, mine);
    keepExisting(managers, next);
    managers.writeTo(next, clock.instant());
  }

  private static void keepExisting(Managers managers, ObjectNode object) {
    managers
        .others(null)
        .forEach(
            (manager, fields) -> {
              List<List<String>> gone = new ArrayList<>();
              fields.forEach(
                  path -> {
                    if (FieldSet.value(object, path).isEmpty()) {
                      gone.add(path);
                    }
                  });
              gone.forEach(fields::remove);
            });
  }

  /** The part of an object that can be owned; "*" keeps spec and status. */
  private ObjectNode strip(ObjectNode object, String subresource) {
    ObjectNode part = object.deepCopy();
    part.remove(List.of("apiVersion", "kind"));
    if (part.path("metadata").isObject()) {
      ((ObjectNode) part.get("metadata")).remove(SYSTEM_METADATA);
      if (part.get("metadata").isEmpty()) {
        part.remove("metadata");
      }
    }
    if (subresource.isEmpty() && type.hasStatus()) {
      part.remove("status");
    } else if (subresource.equals("status")) {
      part.retain("status");
    }
    return part;
  }

  private record Conflict(Manager owner, List<String> path) {}

  private static List<Conflict> conflicts(
      ObjectNode live, ObjectNode config, FieldSet fields, Managers managers, Manager me) {
    List<Conflict> conflicts = new ArrayList<>();
    Map<Manager, FieldSet> others = managers.others(me);
    fields.forEach(
        path -> {
          JsonNode wanted = FieldSet.value(config, path).orElseThrow();
          boolean item = path.get(path.size() - 1).startsWith("k:");
          JsonNode has = FieldSet.value(live, path).orElse(null);
          if (item || has == null || Quantities.same(has, wanted, FieldSet.display(path))) {
            return;
          }
          others.forEach(
              (owner, owned) -> {
                if (owned.contains(path)) {
                  conflicts.add(new Conflict(owner, path));
                }
              });
        });
    return conflicts;
  }

  private static ApiFailure failure(List<Conflict> conflicts) {
    ApiFailure failure = new ApiFailure(409, "Conflict", message(conflicts));
    conflicts.forEach(
        c ->
            failure.cause(
                "FieldManagerConflict",
                "conflict with " + display(c.owner()),
                FieldSet.display(c.path())));
    return failure;
  }

  private static String message(List<Conflict> conflicts) {
    if (conflicts.size() == 1) {
      Conflict only = conflicts.get(0);
      return "Apply failed with 1 conflict: conflict with "
          + display(only.owner())
          + ": "
          + FieldSet.display(only.path());
    }
    Map<String, List<String>> byOwner = new TreeMap<>();
    for (Conflict c : conflicts) {
      byOwner
          .computeIfAbsent(display(c.owner()), o -> new ArrayList<>())
          .add("- " + FieldSet.display(c.path()));
    }
    List<String> lines = new ArrayList<>();
    byOwner.forEach(
        (owner, paths) -> {
          lines.add("conflicts with " + owner + ":");
          lines.addAll(paths);
        });
    return "Apply failed with " + conflicts.size() + " conflicts: " + String.join("\n", lines);
  }

  private static String display(Manager manager) {
    String text = '"' + manager.name() + '"';
    if (!manager.subresource().isEmpty()) {
      text += " with subresource \"" + manager.subresource() + '"';
    }
    return manager.applies() ? text : text + " using " + manager.apiVersion();
  }
}
