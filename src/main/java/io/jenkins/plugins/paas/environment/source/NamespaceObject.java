package io.jenkins.plugins.paas.environment.source;

import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.ManifestFailure;
import io.jenkins.plugins.paas.kube.ObjectRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The namespace of an environment: made, kept, or left to its owner. */
public final class NamespaceObject {

  private NamespaceObject() {}

  public static ObjectRef ref(EnvironmentName name) {
    return new ObjectRef("v1", "Namespace", "", name.namespace());
  }

  /**
   * What to apply.
   *
   * @param live the namespace as it is
   * @return empty where somebody else made it: it is used, but never marked, so never removed
   * @throws ManifestFailure when it belongs to another environment, or is being removed
   */
  public static Optional<KubeObject> desired(
      EnvironmentName name, Ownership.Maker maker, Optional<KubeObject> live)
      throws ManifestFailure {
    if (live.isPresent()) {
      KubeObject namespace = live.get();
      requireLasting(namespace);
      if (!Ownership.isOurs(namespace)) {
        return Optional.empty();
      }
      if (!Ownership.isOf(namespace, name)) {
        throw new ManifestFailure(
            "The namespace '"
                + name.namespace()
                + "' belongs to environment "
                + namespace.text("metadata", "labels", Ownership.ENVIRONMENT)
                + " of application "
                + namespace.text("metadata", "labels", Ownership.APPLICATION)
                + ", not to "
                + name.environment()
                + " of "
                + name.application()
                + ". Change a name, or the cluster's namespace pattern.");
      }
    }
    KubeObject namespace = new KubeObject(new LinkedHashMap<>());
    namespace.tree().put("apiVersion", "v1");
    namespace.tree().put("kind", "Namespace");
    namespace.ensure("metadata").put("name", name.namespace());
    Ownership.mark(namespace, name);
    Map<String, Object> annotations = namespace.ensure("metadata", "annotations");
    annotations.putAll(maker.annotations());
    // who made it stays: an apply without changes must change nothing
    live.ifPresent(
        n ->
            n.map("metadata", "annotations")
                .forEach((key, value) -> annotations.replace(key, value)));
    return Optional.of(namespace);
  }

  /** The quota and limits of the namespace, marked; empty maps make none. */
  public static Map<String, KubeObject> limits(
      EnvironmentName name, Map<String, String> quota, Map<String, String> limits) {
    Map<String, KubeObject> objects = new LinkedHashMap<>();
    if (!quota.isEmpty()) {
      objects.put("quota", LimitObjects.resourceQuota(quota, name.namespace()));
    }
    if (!limits.isEmpty()) {
      objects.put("limits", LimitObjects.limitRange(limits, name.namespace()));
    }
    objects.values().forEach(object -> Ownership.mark(object, name));
    return objects;
  }

  private static void requireLasting(KubeObject namespace) throws ManifestFailure {
    if (!namespace.text("metadata", "deletionTimestamp").isEmpty()) {
      throw new ManifestFailure(
          "The namespace '"
              + namespace.name()
              + "' is being removed"
              + remaining(namespace)
              + ". Run again when it is gone.");
    }
  }

  /** What keeps a namespace from ending, as its own status says; empty where it does not. */
  public static String remaining(KubeObject namespace) {
    StringBuilder text = new StringBuilder();
    for (Map<String, Object> condition : namespace.maps("status", "conditions")) {
      if ("True".equals(condition.get("status"))) {
        text.append("; ")
            .append(condition.get("type"))
            .append(": ")
            .append(condition.get("message"));
      }
    }
    if (namespace.at("metadata", "finalizers") != null) {
      text.append("; finalizers: ").append(namespace.at("metadata", "finalizers"));
    }
    return text.toString();
  }
}
