package io.jenkins.plugins.paas.kube.readiness;

import io.jenkins.plugins.paas.core.yaml.YamlText;
import io.jenkins.plugins.paas.kube.ApiType;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ManifestReader;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.kube.ServerSideApply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Plays the controllers of an API that has none: defines kinds and writes statuses. */
final class StatusWriter {

  private final HttpClient http = HttpClient.newHttpClient();
  private final KubeSession session;
  private final String token;

  StatusWriter(KubeSession session, String token) {
    this.session = session;
    this.token = token;
  }

  /** Applies one document to the namespace default. */
  ObjectRef apply(String yaml) throws Exception {
    List<KubeObject> objects = List.of(ManifestReader.read(yaml, "test").get(0).object());
    return new ServerSideApply(session, false, false, a -> {}).apply(objects).get(0).ref();
  }

  /** Lets the API serve a kind, with a status of its own, if it does not yet. */
  void define(String apiVersion, String kind) throws Exception {
    String[] parts = apiVersion.split("/");
    if (parts.length == 2 && session.types().find(apiVersion, kind).isEmpty()) {
      String plural = kind.toLowerCase(Locale.ROOT) + "s";
      apply(
          """
          apiVersion: apiextensions.k8s.io/v1
          kind: CustomResourceDefinition
          metadata: {name: %1$s.%2$s}
          spec:
            group: %2$s
            scope: Namespaced
            names: {plural: %1$s, kind: %3$s}
            versions:
              - name: %4$s
                served: true
                storage: true
                subresources: {status: {}}
                schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
          """
              .formatted(plural, parts[0], kind, parts[1]));
    }
  }

  /** Replaces the status. */
  void status(ObjectRef ref, String yaml) throws Exception {
    patch(ref, "", "{status: null}");
    patch(ref, "/status", "{status: " + yaml + "}");
  }

  /** Merges into the object. */
  void patch(ObjectRef ref, String subresource, String yaml) throws Exception {
    ApiType type = session.types().require(ref.apiVersion(), ref.kind());
    String base = (ref.group().isEmpty() ? "/api/" : "/apis/") + ref.apiVersion();
    String path =
        base
            + (ref.namespace().isEmpty() ? "" : "/namespaces/" + ref.namespace())
            + "/"
            + type.plural()
            + "/"
            + ref.name()
            + subresource;
    Map<String, Object> tree = YamlText.parse(yaml, "status");
    String json = new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(tree);
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(session.access().endpoint().baseUri() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(json))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
    }
  }
}
