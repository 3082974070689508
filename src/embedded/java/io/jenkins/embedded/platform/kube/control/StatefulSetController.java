package io.jenkins.embedded.platform.kube.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.admission.Removal;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Pods with a number each, started upwards and replaced downwards, one at a time. Volume claim
 * templates are beyond this stand-in: such a set gets a Warning event and no pods.
 */
final class StatefulSetController implements Controller {
  private static final String TYPE = "statefulsets.apps";
  private static final String REVISION = "controller-revision-hash";

  private final Cluster cluster;
  private final Events events;

  StatefulSetController(Cluster cluster, Events events) {
    this.cluster = cluster;
    this.events = events;
  }

  @Override
  public void reconcile() {
    cluster.each(TYPE, this::reconcile);
  }

  private void reconcile(ObjectNode set) {
    if (Json.isTerminating(set)) {
      return;
    }
    String revision = revision(set);
    if (Json.at(set, "spec", "volumeClaimTemplates").isEmpty()) {
      step(set, revision);
    } else {
      fail(set, "volumeClaimTemplates need storage, which this stand-in does not have");
    }
    report(set, revision);
  }

  private static String revision(JsonNode set) {
    CRC32 crc = new CRC32();
    crc.update(Json.at(set, "spec", "template").toString().getBytes(StandardCharsets.UTF_8));
    return Json.name(set) + "-" + Long.toHexString(crc.getValue());
  }

  private void fail(ObjectNode set, String message) {
    events.record("statefulset-controller", set, "Warning", "FailedCreate", message);
  }

  /** At most one change a round, unless pods may come and go in parallel. */
  private void step(ObjectNode set, String revision) {
    int wanted = Json.at(set, "spec", "replicas").asInt(1);
    boolean parallel = Json.text(set, "spec", "podManagementPolicy").equals("Parallel");
    for (ObjectNode pod : Ownership.of(cluster, "pods", set)) {
      if (ordinal(pod) >= wanted && !Json.isTerminating(pod)) {
        cluster.delete("pods", pod, Removal.graceful());
      }
    }
    for (int i = 0; i < wanted; i++) {
      Optional<ObjectNode> pod = cluster.get("pods", Json.namespace(set), Json.name(set) + "-" + i);
      if (pod.isEmpty()) {
        create(set, i, revision);
      }
      boolean ready = pod.isPresent() && EndpointsController.isReady(pod.get());
      if (!ready && !parallel) {
        replaceBroken(pod, revision);
        return;
      }
    }
    for (int i = wanted - 1; i >= 0; i--) {
      Optional<ObjectNode> pod = cluster.get("pods", Json.namespace(set), Json.name(set) + "-" + i);
      if (pod.isEmpty() || !EndpointsController.isReady(pod.get())) {
        return;
      }
      if (!isCurrent(pod.get(), revision)) {
        cluster.delete("pods", pod.get(), Removal.graceful());
        return;
      }
    }
  }

  private void replaceBroken(Optional<ObjectNode> pod, String revision) {
    pod.filter(p -> !isCurrent(p, revision) && !Json.isTerminating(p))
        .ifPresent(p -> cluster.delete("pods", p, Removal.graceful()));
  }

  private static boolean isCurrent(JsonNode pod, String revision) {
    return Json.text(pod, "metadata", "labels", REVISION).equals(revision);
  }

  private static int ordinal(JsonNode pod) {
    String name = Json.name(pod);
    return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
  }

  private void create(ObjectNode set, int ordinal, String revision) {
    ObjectNode pod = Ownership.pod(set, "apps/v1", "StatefulSet", Json.at(set, "spec", "template"));
    ObjectNode metadata = Json.ensure(pod, "metadata");
    metadata.remove("generateName");
    metadata.put("name", Json.name(set) + "-" + ordinal);
    Json.ensure(metadata, "labels")
        .put(REVISION, revision)
        .put("statefulset.kubernetes.io/pod-name", Json.name(pod))
        .put("apps.kubernetes.io/pod-index", Integer.toString(ordinal));
    try {
      cluster.create("pods", pod);
    } catch (ApiFailure e) {
      fail(set, "create Pod " + Json.name(pod) + " failed error: " + e.getMessage());
    }
  }

  private void report(ObjectNode set, String revision) {
    List<ObjectNode> pods =
        Ownership.of(cluster, "pods", set).stream().filter(Ownership::isActive).toList();
    long ready = pods.stream().filter(EndpointsController::isReady).count();
    long updated = pods.stream().filter(p -> isCurrent(p, revision)).count();
    int wanted = Json.at(set, "spec", "replicas").asInt(1);
    cluster.status(
        TYPE,
        set,
        s -> {
          ObjectNode status = Json.ensure(s, "status");
          status.set("observedGeneration", Json.at(set, "metadata", "generation"));
          status.put("replicas", pods.size()).put("readyReplicas", ready);
          status.put("availableReplicas", ready).put("updatedReplicas", updated);
          status.put("updateRevision", revision);
          if (updated == wanted || !status.has("currentRevision")) {
            status.put("currentRevision", revision);
          }
          boolean same = status.path("currentRevision").asText().equals(revision);
          status.put("currentReplicas", same ? updated : pods.size() - updated);
        });
  }
}
