package io.jenkins.embedded.platform.kube.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Events about objects; the same one again only counts up, as an event recorder does it. */
final class Events {
  private final Cluster cluster;

  Events(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * @param component kubelet, deployment-controller …
   * @param type Normal or Warning
   */
  void record(String component, JsonNode about, String type, String reason, String message) {
    String same = Json.uid(about) + component + type + reason + message;
    String name =
        Json.name(about)
            + "."
            + UUID.nameUUIDFromBytes(same.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, 16);
    String namespace = Json.namespace(about).isEmpty() ? "default" : Json.namespace(about);
    try {
      var known = cluster.get("events", namespace, name);
      if (known.isPresent()) {
        if (Json.text(known.get(), "lastTimestamp").equals(cluster.timestamp())) {
          // at most one write a second, or a failing controller would wake itself for ever
          return;
        }
        cluster.change(
            "events",
            known.get(),
            e ->
                e.put("count", e.path("count").asInt() + 1)
                    .put("lastTimestamp", cluster.timestamp()));
      } else {
        cluster.create("events", event(component, about, type, reason, message, name, namespace));
      }
    } catch (ApiFailure e) {
      // a namespace that is going away takes no more events
      return;
    }
  }

  private ObjectNode event(
      String component,
      JsonNode about,
      String type,
      String reason,
      String message,
      String name,
      String namespace) {
    ObjectNode event = Json.object();
    Json.ensure(event, "metadata").put("name", name).put("namespace", namespace);
    ObjectNode object = event.putObject("involvedObject");
    for (String field : List.of("kind", "apiVersion")) {
      object.put(field, Json.text(about, field));
    }
    object.put("namespace", Json.namespace(about)).put("name", Json.name(about));
    object.put("uid", Json.uid(about));
    event.put("reason", reason).put("message", message).put("type", type).put("count", 1);
    event.put("firstTimestamp", cluster.timestamp()).put("lastTimestamp", cluster.timestamp());
    event.putObject("source").put("component", component);
    event.put("reportingComponent", component).put("reportingInstance", Kubelet.NODE);
    return event;
  }
}
