package io.jenkins.embedded.platform.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The Kubernetes API that the deploy stage applies to, over plain HTTP. */
final class KubernetesTarget {

  private static final Set<String> CLUSTER_WIDE =
      Set.of(
          "Namespace",
          "ClusterRole",
          "ClusterRoleBinding",
          "PersistentVolume",
          "StorageClass",
          "CustomResourceDefinition");
  private static final Set<String> BROKEN =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "CreateContainerError",
          "CreateContainerConfigError",
          "CrashLoopBackOff");

  private final HttpCaller caller;

  KubernetesTarget(URI uri, String token) {
    caller =
        HttpCaller.to(
            HttpEndpoint.at(uri)
                .authentication(
                    token == null ? Authentication.none() : Authentication.bearer(() -> token))
                .build());
  }

  static boolean isNamespaced(JsonNode manifest) {
    return !CLUSTER_WIDE.contains(manifest.path("kind").asText());
  }

  static String name(JsonNode object) {
    return object.path("kind").asText() + "/" + object.path("metadata").path("name").asText();
  }

  /** Server-side apply; the object as the API keeps it. */
  ObjectNode apply(ObjectNode manifest) throws IOException, InterruptedException {
    HttpCall call =
        HttpCall.patch(path(manifest))
            .query("fieldManager", "spinnaker")
            .query("force", true)
            .body(
                "application/apply-patch+yaml",
                manifest.toString().getBytes(StandardCharsets.UTF_8));
    return object(caller.send(call), manifest);
  }

  ObjectNode get(JsonNode object) throws IOException, InterruptedException {
    return object(caller.send(HttpCall.get(path(object))), object);
  }

  /** Which of a Deployment's pods cannot run, and why; {@code null} when none says so. */
  String brokenPod(ObjectNode deployment) throws IOException, InterruptedException {
    List<String> labels = new ArrayList<>();
    deployment
        .path("spec")
        .path("selector")
        .path("matchLabels")
        .properties()
        .forEach(e -> labels.add(e.getKey() + "=" + e.getValue().asText()));
    HttpAnswer answer =
        caller.send(
            HttpCall.get(
                    "api",
                    "v1",
                    "namespaces",
                    deployment.path("metadata").path("namespace").asText(),
                    "pods")
                .query("labelSelector", String.join(",", labels)));
    String wanted = image(deployment.path("spec").path("template").path("spec"));
    for (JsonNode pod : answer.requireSuccess().json().path("items")) {
      if (!image(pod.path("spec")).equals(wanted)) {
        continue; // of an older revision, which is on its way out
      }
      for (JsonNode container : pod.path("status").path("containerStatuses")) {
        JsonNode waiting = container.path("state").path("waiting");
        if (BROKEN.contains(waiting.path("reason").asText())) {
          return waiting.path("reason").asText()
              + " in "
              + pod.path("metadata").path("name").asText()
              + "/"
              + container.path("name").asText()
              + ": "
              + waiting.path("message").asText("no message");
        }
      }
    }
    return null;
  }

  private static String image(JsonNode podSpec) {
    return podSpec.path("containers").path(0).path("image").asText();
  }

  private static ObjectNode object(HttpAnswer answer, JsonNode asked) throws IOException {
    if (!answer.isSuccess()) {
      JsonNode message =
          answer.isEmpty()
              ? asked.path("none")
              : DeployManifest.parse(answer.text()).path("message");
      throw new IOException(
          name(asked)
              + ": the Kubernetes API answered "
              + answer.status()
              + " "
              + message.asText(""));
    }
    return DeployManifest.parse(answer.text());
  }

  private static String[] path(JsonNode manifest) {
    List<String> path = new ArrayList<>();
    String version = manifest.path("apiVersion").asText("");
    String kind = manifest.path("kind").asText("");
    if (version.isEmpty() || kind.isEmpty()) {
      throw new IllegalArgumentException("a manifest has no apiVersion or no kind");
    }
    path.add(version.contains("/") ? "apis" : "api");
    path.addAll(List.of(version.split("/")));
    if (isNamespaced(manifest)) {
      path.add("namespaces");
      path.add(manifest.path("metadata").path("namespace").asText("default"));
    }
    path.add(plural(kind));
    path.add(manifest.path("metadata").path("name").asText());
    return path.toArray(String[]::new);
  }

  private static String plural(String kind) {
    String lower = kind.toLowerCase(Locale.ROOT);
    if (lower.endsWith("y")) {
      return lower.substring(0, lower.length() - 1) + "ies";
    }
    return lower.endsWith("s") ? lower + "es" : lower + "s";
  }
}
