package io.jenkins.embedded.platform.kube.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.admission.Removal;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.runtime.PodBoard;
import io.jenkins.embedded.platform.runtime.PodRuntime;
import io.jenkins.embedded.platform.runtime.RegistryAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one node: takes pods that fit it, has the runtime run them, reports what becomes of them. */
final class Kubelet implements Controller, PodBoard, AutoCloseable {
  static final String NODE = "embedded";

  private final Cluster cluster;
  private final Events events;
  private final PodRuntime runtime;

  Kubelet(Cluster cluster, Path directory, RegistryAccess images) throws IOException {
    this.cluster = cluster;
    this.events = new Events(cluster);
    this.runtime = new PodRuntime(directory, images, this, Clock.systemUTC());
    register();
  }

  private void register() {
    ObjectNode node = Json.object();
    ObjectNode labels = Json.ensure(node, "metadata").put("name", NODE).putObject("labels");
    labels.put("kubernetes.io/hostname", NODE).put("kubernetes.io/os", "linux");
    labels.put("kubernetes.io/arch", System.getProperty("os.arch").replace("x86_64", "amd64"));
    ObjectNode made = cluster.create("nodes", node);
    cluster.status(
        "nodes",
        made,
        "kubelet",
        n -> {
          ObjectNode status = Json.ensure(n, "status");
          ArrayNode conditions = status.putArray("conditions");
          conditions
              .addObject()
              .put("type", "Ready")
              .put("status", "True")
              .put("reason", "KubeletReady")
              .put("message", "pods are plain processes: stand-in, no isolation")
              .put("lastTransitionTime", cluster.timestamp());
          status
              .putArray("addresses")
              .addObject()
              .put("type", "InternalIP")
              .put("address", "127.0.0.1");
          for (String part : List.of("capacity", "allocatable")) {
            ObjectNode amounts = status.putObject(part).put("pods", "250");
            amounts.put("cpu", Integer.toString(Runtime.getRuntime().availableProcessors()));
          }
          ObjectNode info = status.putObject("nodeInfo");
          info.put("containerRuntimeVersion", "process://" + System.getProperty("java.version"));
          info.put("kubeletVersion", "v1.31.0+paas-stand-in");
          info.put("operatingSystem", "linux");
        });
  }

  @Override
  public void reconcile() {
    List<ObjectNode> mine = new ArrayList<>();
    for (ObjectNode pod : cluster.list("pods")) {
      if (NODE.equals(Json.text(pod, "spec", "nodeName"))) {
        mine.add(pod);
      } else if (!Json.isTerminating(pod) && !Json.at(pod, "spec").has("nodeName")) {
        schedule(pod);
      }
    }
    runtime.run(mine);
  }

  private void schedule(ObjectNode pod) {
    Map<String, String> wanted = Json.texts(Json.at(pod, "spec", "nodeSelector"));
    Map<String, String> has =
        cluster
            .get("nodes", "", NODE)
            .map(n -> Json.texts(Json.at(n, "metadata", "labels")))
            .orElse(Map.of());
    if (has.entrySet().containsAll(wanted.entrySet())) {
      cluster.change("pods", pod, p -> Json.ensure(p, "spec").put("nodeName", NODE));
      events.record(
          "default-scheduler",
          pod,
          "Normal",
          "Scheduled",
          "Successfully assigned " + Json.namespace(pod) + "/" + Json.name(pod) + " to " + NODE);
      return;
    }
    String message =
        "0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.";
    boolean told = Json.at(pod, "status", "conditions").toString().contains("\"Unschedulable\"");
    if (!told) {
      events.record("default-scheduler", pod, "Warning", "FailedScheduling", message);
      cluster.status(
          "pods",
          pod,
          "kube-scheduler",
          p ->
              Json.ensure(p, "status")
                  .putArray("conditions")
                  .addObject()
                  .put("type", "PodScheduled")
                  .put("status", "False")
                  .put("reason", "Unschedulable")
                  .put("message", message)
                  .put("lastTransitionTime", cluster.timestamp()));
    }
  }

  @Override
  public Optional<JsonNode> configMap(String namespace, String name) {
    return cluster.get("configmaps", namespace, name).map(o -> o);
  }

  @Override
  public Optional<JsonNode> secret(String namespace, String name) {
    return cluster.get("secrets", namespace, name).map(o -> o);
  }

  @Override
  public void status(JsonNode pod, ObjectNode status) {
    cluster.status("pods", (ObjectNode) pod, "kubelet", p -> p.set("status", status));
  }

  @Override
  public void event(JsonNode pod, String type, String reason, String message) {
    events.record("kubelet", pod, type, reason, message);
  }

  @Override
  public void removed(JsonNode pod) {
    Optional<ObjectNode> live = cluster.get("pods", Json.namespace(pod), Json.name(pod));
    if (live.isPresent() && Json.uid(live.get()).equals(Json.uid(pod))) {
      try {
        cluster.delete("pods", live.get(), Removal.now());
      } catch (ApiFailure e) {
        // somebody else was quicker
        return;
      }
    }
  }

  @Override
  public void close() {
    runtime.close();
  }
}
