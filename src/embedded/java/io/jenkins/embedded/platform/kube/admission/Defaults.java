package io.jenkins.embedded.platform.kube.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ObjectStore;
import io.jenkins.embedded.platform.kube.objects.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** The values that an API server fills in (pkg/apis/…/defaults.go), for the kinds served here. */
final class Defaults {
  private final ObjectStore store;
  private final AtomicInteger serviceAddresses = new AtomicInteger();

  /** Drawn for the run, so that two runs on one machine do not meet. */
  private final String network = "127." + (100 + ThreadLocalRandom.current().nextInt(150)) + ".";

  Defaults(ObjectStore store) {
    this.store = store;
  }

  /** Input forms that are never stored as such. */
  void normalise(ResourceType type, ObjectNode object) {
    if (type.id().equals("secrets") && object.path("stringData").isObject()) {
      ObjectNode data = Json.ensure(object, "data");
      object
          .remove("stringData")
          .properties()
          .forEach(
              e ->
                  data.put(
                      e.getKey(),
                      Base64.getEncoder()
                          .encodeToString(e.getValue().asText().getBytes(StandardCharsets.UTF_8))));
    }
  }

  void apply(ResourceType type, ObjectNode object, ObjectNode live) {
    normalise(type, object);
    switch (type.id()) {
      case "namespaces" -> namespace(object);
      case "pods" -> {
        PodDefaults.apply(object);
        put(Json.ensure(object, "spec"), "serviceAccountName", "default");
        if (live == null) {
          PodDefaults.limits(object, store.list("limitranges", Json.namespace(object)));
          Json.ensure(object, "status").put("phase", "Pending");
        }
      }
      case "services" -> service(object, live);
      case "secrets" -> put(object, "type", "Opaque");
      case "deployments.apps" -> deployment(object);
      case "replicasets.apps" -> {
        put(Json.ensure(object, "spec"), "replicas", 1);
        PodDefaults.apply(Json.ensure(object, "spec", "template"));
      }
      case "statefulsets.apps" -> statefulSet(object);
      case "jobs.batch" -> job(object);
      case "persistentvolumeclaims" -> {
        put(Json.ensure(object, "spec"), "volumeMode", "Filesystem");
        if (live == null) {
          Json.ensure(object, "status").put("phase", "Pending");
        }
      }
      default -> {}
    }
  }

  /** What depends on the uid. */
  void generated(ResourceType type, ObjectNode object) {
    if (type.id().equals("jobs.batch") && !Json.at(object, "spec").has("selector")) {
      ObjectNode labels = Json.ensure(object, "spec", "template", "metadata", "labels");
      labels.put("batch.kubernetes.io/controller-uid", Json.uid(object));
      labels.put("batch.kubernetes.io/job-name", Json.name(object));
      labels.put("controller-uid", Json.uid(object));
      labels.put("job-name", Json.name(object));
      Json.ensure(object, "spec", "selector", "matchLabels")
          .put("batch.kubernetes.io/controller-uid", Json.uid(object));
    }
  }

  private static void namespace(ObjectNode object) {
    Json.ensure(object, "metadata", "labels").put("kubernetes.io/metadata.name", Json.name(object));
    if (!Json.isTerminating(object)) {
      ObjectNode spec = Json.ensure(object, "spec");
      if (!spec.has("finalizers")) {
        spec.putArray("finalizers").add("kubernetes");
      }
      put(Json.ensure(object, "status"), "phase", "Active");
    }
  }

  private static void deployment(ObjectNode object) {
    ObjectNode spec = Json.ensure(object, "spec");
    put(spec, "replicas", 1);
    ObjectNode strategy = Json.ensure(spec, "strategy");
    put(strategy, "type", "RollingUpdate");
    if (Json.text(strategy, "type").equals("RollingUpdate")) {
      put(Json.ensure(strategy, "rollingUpdate"), "maxUnavailable", "25%");
      put(Json.ensure(strategy, "rollingUpdate"), "maxSurge", "25%");
    }
    put(spec, "revisionHistoryLimit", 10);
    put(spec, "progressDeadlineSeconds", 600);
    PodDefaults.apply(Json.ensure(spec, "template"));
  }

  private static void statefulSet(ObjectNode object) {
    ObjectNode spec = Json.ensure(object, "spec");
    put(spec, "replicas", 1);
    put(spec, "podManagementPolicy", "OrderedReady");
    put(spec, "revisionHistoryLimit", 10);
    put(Json.ensure(spec, "updateStrategy"), "type", "RollingUpdate");
    PodDefaults.apply(Json.ensure(spec, "template"));
  }

  private static void job(ObjectNode object) {
    ObjectNode spec = Json.ensure(object, "spec");
    put(spec, "parallelism", 1);
    put(spec, "completions", 1);
    put(spec, "backoffLimit", 6);
    put(spec, "completionMode", "NonIndexed");
    if (!spec.has("suspend")) {
      spec.put("suspend", false);
    }
    PodDefaults.apply(Json.ensure(spec, "template"));
  }

  private void service(ObjectNode object, ObjectNode live) {
    ObjectNode spec = Json.ensure(object, "spec");
    put(spec, "type", "ClusterIP");
    put(spec, "sessionAffinity", "None");
    for (JsonNode port : spec.path("ports")) {
      put((ObjectNode) port, "protocol", "TCP");
      if (!port.has("targetPort") && !Json.text(spec, "type").equals("ExternalName")) {
        ((ObjectNode) port).set("targetPort", port.path("port"));
      }
    }
    if (Json.text(spec, "type").equals("ExternalName")) {
      return;
    }
    put(spec, "internalTrafficPolicy", "Cluster");
    put(spec, "ipFamilyPolicy", "SingleStack");
    if (!spec.has("ipFamilies")) {
      spec.putArray("ipFamilies").add("IPv4");
    }
    String address = live == null ? "" : Json.text(live, "spec", "clusterIP");
    if (address.isEmpty()) {
      int n = serviceAddresses.incrementAndGet();
      address = network + (n / 250 % 250) + "." + (n % 250 + 1);
    }
    put(spec, "clusterIP", address);
    ArrayNode addresses = spec.putArray("clusterIPs");
    addresses.add(Json.text(spec, "clusterIP"));
  }

  static void put(ObjectNode object, String field, String value) {
    if (!object.has(field)) {
      object.put(field, value);
    }
  }

  static void put(ObjectNode object, String field, int value) {
    if (!object.has(field)) {
      object.put(field, value);
    }
  }
}
