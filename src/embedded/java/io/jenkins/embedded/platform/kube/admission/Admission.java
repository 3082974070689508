package io.jenkins.embedded.platform.kube.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ObjectStore;
import io.jenkins.embedded.platform.kube.objects.ResourceType;
import io.jenkins.embedded.platform.kube.objects.ResourceTypes;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What an object must pass, and is given, before it is stored. */
final class Admission {
  private static final String DEFINITIONS = "customresourcedefinitions.apiextensions.k8s.io";

  private final ObjectStore store;
  private final ResourceTypes types;
  private final Clock clock;
  private final Defaults defaults;
  private final QuotaAdmission quota;

  Admission(ObjectStore store, ResourceTypes types, Clock clock) {
    this.store = store;
    this.types = types;
    this.clock = clock;
    this.defaults = new Defaults(store);
    this.quota = new QuotaAdmission(store);
  }

  /** Input forms that are never stored as such take their stored form. */
  void normalise(ResourceType type, ObjectNode object) {
    defaults.normalise(type, object);
  }

  /**
   * Checks an object and fills in its defaults.
   *
   * @param live null for a new one
   */
  ObjectNode prepared(ResourceType type, ObjectNode object, ObjectNode live) {
    if (live == null && type.hasStatus()) {
      object.remove("status");
    }
    Schema.check(type, object);
    if (type.isBuiltIn()) {
      QuantityRules.check(type, object);
    }
    Validation.check(type, object, live);
    defaults.apply(type, object, live);
    return object;
  }

  /** Stores a new object, unless this is a dry run. */
  ObjectNode admitted(
      ResourceType type, String namespace, ObjectNode object, WriteOptions options) {
    String name = Json.name(object);
    if (type.namespaced()) {
      requireActive(type, namespace, name);
    }
    if (store.get(type.id(), namespace, name).isPresent()) {
      throw ApiFailure.alreadyExists(type, name);
    }
    quota.admit(type, object);
    ObjectNode metadata = Json.ensure(object, "metadata");
    metadata.put("uid", UUID.randomUUID().toString());
    metadata.put("creationTimestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    if (hasGeneration(type)) {
      metadata.put("generation", 1);
    }
    defaults.generated(type, object);
    if (type.id().equals(DEFINITIONS)) {
      DefinitionStatus.accept(object, clock.instant());
    }
    if (!options.dryRun()) {
      store.put(type.id(), object);
      if (type.id().equals(DEFINITIONS)) {
        types.define(object);
      }
    }
    return object;
  }

  private void requireActive(ResourceType type, String namespace, String name) {
    ResourceType namespaces = types.require("namespaces");
    ObjectNode owner =
        store
            .get("namespaces", "", namespace)
            .orElseThrow(() -> ApiFailure.notFound(namespaces, namespace));
    if (Json.isTerminating(owner)) {
      throw ApiFailure.forbidden(
              type,
              name,
              "unable to create new content in namespace "
                  + namespace
                  + " because it is being terminated")
          .cause(
              "NamespaceTerminating",
              "namespace " + namespace + " is being terminated",
              "metadata.namespace");
    }
  }

  static boolean hasGeneration(ResourceType type) {
    return switch (type.id()) {
      case "networkpolicies.networking.k8s.io" -> true;
      case "pods", "services", "namespaces", "nodes", "resourcequotas" -> false;
      default -> type.hasStatus() || !type.isBuiltIn();
    };
  }
}
