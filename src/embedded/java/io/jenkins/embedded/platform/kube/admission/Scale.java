package io.jenkins.embedded.platform.kube.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ResourceType;
import java.util.ArrayList;
import java.util.List;

/** The {@code autoscaling/v1 Scale} view of a workload. */
public final class Scale {
  private Scale() {}

  public static ObjectNode of(ResourceType type, JsonNode workload) {
    ObjectNode scale = Json.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
    ObjectNode metadata = scale.putObject("metadata");
    for (String field :
        List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
      metadata.put(field, Json.text(workload, "metadata", field));
    }
    scale.putObject("spec").put("replicas", Json.at(workload, "spec", "replicas").asInt());
    List<String> labels = new ArrayList<>();
    Json.texts(Json.at(workload, "spec", "selector", "matchLabels"))
        .forEach((k, v) -> labels.add(k + "=" + v));
    scale
        .putObject("status")
        .put("replicas", Json.at(workload, "status", "replicas").asInt())
        .put("selector", String.join(",", labels));
    return scale;
  }
}
