package io.jenkins.embedded.platform.kube.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.fields.FieldOwnership;
import io.jenkins.embedded.platform.kube.fields.Patches;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ObjectStore;
import io.jenkins.embedded.platform.kube.objects.ResourceType;
import io.jenkins.embedded.platform.kube.objects.ResourceTypes;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Every write goes through here, by clients and by the server's own controllers: defaults,
 * validation, quota, optimistic locking, field ownership, generations. One write at a time.
 */
public final class ResourceWrites {
  /** A result and whether it is new (201). */
  public record Written(ObjectNode object, boolean created) {}

  private final ObjectStore store;
  private final ResourceTypes types;
  private final Clock clock;
  private final Admission admission;
  private final Removals removals;

  public ResourceWrites(ObjectStore store, ResourceTypes types, Clock clock) {
    this.store = store;
    this.types = types;
    this.clock = clock;
    this.admission = new Admission(store, types, clock);
    this.removals = new Removals(store, types, clock);
  }

  public ObjectNode require(ResourceType type, String namespace, String name) {
    return find(type, namespace, name).orElseThrow(() -> ApiFailure.notFound(type, name));
  }

  public Optional<ObjectNode> find(ResourceType type, String namespace, String name) {
    return store
        .get(type.id(), namespace, name)
        .map(o -> Json.text(o, "apiVersion").equals(type.apiVersion()) ? o : at(type, o));
  }

  /** The same object at another served version of its kind. */
  public static ObjectNode at(ResourceType type, ObjectNode object) {
    return object.deepCopy().put("apiVersion", type.apiVersion());
  }

  public ObjectNode create(
      ResourceType type, String namespace, ObjectNode body, WriteOptions options) {
    synchronized (store) {
      ObjectNode object = incoming(type, namespace, null, body);
      ObjectNode metadata = Json.ensure(object, "metadata");
      if (!Json.text(metadata, "resourceVersion").isEmpty()) {
        throw ApiFailure.badRequest("resourceVersion should not be set on objects to be created");
      }
      metadata.remove("managedFields");
      if (Json.name(object).isEmpty() && !Json.text(metadata, "generateName").isEmpty()) {
        metadata.put("name", Json.text(metadata, "generateName") + suffix());
      }
      object = admission.prepared(type, object, null);
      new FieldOwnership(type, clock).update(null, object, options.manager(), "");
      return admission.admitted(type, namespace, object, options);
    }
  }

  private static String suffix() {
    String alphabet = "bcdfghjklmnpqrstvwxz2456789";
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      text.append(alphabet.charAt(ThreadLocalRandom.current().nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /** The whole object anew ({@code PUT}), or its status or scale. */
  public ObjectNode update(
      ResourceType type,
      String namespace,
      String name,
      String subresource,
      ObjectNode body,
      WriteOptions options) {
    synchronized (store) {
      ObjectNode live = require(type, namespace, name);
      if (subresource.equals("scale")) {
        return Scale.of(type, scaled(type, live, body, options));
      }
      ObjectNode next = incoming(type, namespace, name, body);
      return replaced(type, live, next, subresource, options, false);
    }
  }

  private ObjectNode scaled(
      ResourceType type, ObjectNode live, JsonNode scale, WriteOptions options) {
    ObjectNode next = live.deepCopy();
    Json.ensure(next, "spec").set("replicas", scale.path("spec").path("replicas"));
    return replaced(type, live, next, "", options, false);
  }

  public Written patch(
      ResourceType type,
      String namespace,
      String name,
      String subresource,
      String contentType,
      JsonNode patch,
      WriteOptions options) {
    synchronized (store) {
      if (contentType.equals("application/apply-patch+yaml")) {
        return applied(type, namespace, name, subresource, patch, options);
      }
      ObjectNode live = require(type, namespace, name);
      if (subresource.equals("scale")) {
        ObjectNode scale = Patches.patched(Scale.of(type, live), patch, contentType, type);
        return new Written(Scale.of(type, scaled(type, live, scale, options)), false);
      }
      ObjectNode next = Patches.patched(live, patch, contentType, type);
      next = incoming(type, namespace, name, next);
      return new Written(replaced(type, live, next, subresource, options, false), false);
    }
  }

  private Written applied(
      ResourceType type,
      String namespace,
      String name,
      String subresource,
      JsonNode patch,
      WriteOptions options) {
    if (!patch.isObject()) {
      throw ApiFailure.badRequest("an apply patch is one object");
    }
    if (Json.at(patch, "metadata").has("managedFields")) {
      throw ApiFailure.badRequest("metadata.managedFields must be nil");
    }
    ObjectNode config = incoming(type, namespace, name, patch.deepCopy());
    Json.dropNulls(config);
    Schema.check(type, config);
    FieldOwnership ownership = new FieldOwnership(type, clock);
    Optional<ObjectNode> live = find(type, namespace, name);
    if (live.isEmpty()) {
      if (!subresource.isEmpty()) {
        throw ApiFailure.notFound(type, name);
      }
      if (!Json.uid(config).isEmpty()) {
        throw ApiFailure.conflict(
            type,
            name,
            "uid mismatch: the provided object specified uid "
                + Json.uid(config)
                + ", and no existing object was found");
      }
      admission.normalise(type, config);
      ObjectNode object = ownership.apply(null, config, options.manager(), "", options.force());
      return new Written(
          admission.admitted(type, namespace, admission.prepared(type, object, null), options),
          true);
    }
    admission.normalise(type, config);
    ObjectNode merged =
        ownership.apply(live.get(), config, options.manager(), subresource, options.force());
    carryVersion(config, merged);
    return new Written(replaced(type, live.get(), merged, subresource, options, true), false);
  }

  /** A resourceVersion in the configuration asks for optimistic locking. */
  private static void carryVersion(ObjectNode config, ObjectNode merged) {
    JsonNode version = Json.at(config, "metadata", "resourceVersion");
    ObjectNode metadata = Json.ensure(merged, "metadata");
    if (version.isTextual()) {
      metadata.set("resourceVersion", version);
    } else {
      metadata.remove("resourceVersion");
    }
  }

  private ObjectNode incoming(ResourceType type, String namespace, String name, ObjectNode body) {
    ObjectNode object = body.deepCopy();
    Envelope.check(type, namespace, name, object);
    Json.dropNulls(object);
    return object;
  }

  private ObjectNode replaced(
      ResourceType type,
      ObjectNode live,
      ObjectNode next,
      String subresource,
      WriteOptions options,
      boolean owned) {
    String name = Json.name(live);
    String version = Json.text(next, "metadata", "resourceVersion");
    if (!version.isEmpty() && !version.equals(Json.text(live, "metadata", "resourceVersion"))) {
      throw ApiFailure.stale(type, name);
    }
    String uid = Json.uid(next);
    if (!uid.isEmpty() && !uid.equals(Json.uid(live))) {
      throw ApiFailure.conflict(
          type,
          name,
          "Precondition failed: UID in precondition: "
              + uid
              + ", UID in object meta: "
              + Json.uid(live));
    }
    ObjectNode object = Envelope.settled(type, live, next, subresource, owned);
    if (subresource.isEmpty()) {
      admission.prepared(type, object, live);
      if (Admission.hasGeneration(type) && Envelope.specChanged(type, live, object)) {
        Json.ensure(object, "metadata")
            .put("generation", Json.at(live, "metadata", "generation").asLong() + 1);
      }
    }
    if (!owned) {
      new FieldOwnership(type, clock).update(live, object, options.manager(), subresource);
    }
    if (object.equals(live) || options.dryRun()) {
      return object;
    }
    ObjectNode written = store.put(type.id(), object);
    if (type.id().equals("customresourcedefinitions.apiextensions.k8s.io")) {
      types.define(object);
    }
    removals.finish(type, written);
    return written;
  }

  /** Deletes; the answer is the object while something still holds it, else a Status. */
  public ObjectNode delete(ResourceType type, String namespace, String name, Removal removal) {
    synchronized (store) {
      return removals.delete(type, require(type, namespace, name), removal);
    }
  }

  /** A controller's change of an object as it is now; nothing happens when it is gone. */
  public void change(
      ResourceType type,
      ObjectNode object,
      String subresource,
      String manager,
      Consumer<ObjectNode> change) {
    synchronized (store) {
      Optional<ObjectNode> live = find(type, Json.namespace(object), Json.name(object));
      if (live.isEmpty() || !Json.uid(live.get()).equals(Json.uid(object))) {
        return;
      }
      ObjectNode next = live.get().deepCopy();
      change.accept(next);
      if (!next.equals(live.get())) {
        replaced(type, live.get(), next, subresource, WriteOptions.by(manager), false);
      }
    }
  }
}
