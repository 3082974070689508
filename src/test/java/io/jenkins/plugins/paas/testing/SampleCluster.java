package io.jenkins.plugins.paas.testing;

import io.jenkins.embedded.platform.kube.EmbeddedKubernetes;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.wait.Deadline;
import io.jenkins.plugins.paas.core.yaml.YamlText;
import io.jenkins.plugins.paas.kube.KubeAccess;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The embedded API with objects as a real cluster would have them, statuses and all. */
public final class SampleCluster implements AutoCloseable {

  public static final String TOKEN = "sample-t0ken";

  private final EmbeddedKubernetes cluster;
  private final KubeClients clients = new KubeClients(Clock.systemUTC());

  private SampleCluster(Path directory) throws IOException {
    cluster = EmbeddedKubernetes.withoutControllers(directory, TOKEN);
  }

  /** Without nodes, unlike the embedded platform's. */
  public static SampleCluster start(Path directory) throws IOException, InterruptedException {
    SampleCluster sample = new SampleCluster(directory);
    try (KubeSession session = sample.open()) {
      for (KubeObject node : session.list(session.types().require("v1", "Node"), "", "")) {
        session.delete(node.ref());
      }
    }
    return sample;
  }

  public URI uri() {
    return cluster.uri();
  }

  public KubeAccess access() {
    return KubeAccess.to(
        HttpEndpoint.at(uri()).authentication(Authentication.bearer(() -> TOKEN)).build(),
        "the cluster of platform 'sample'");
  }

  /** To be closed by who asked. */
  public KubeSession open() {
    return clients.open(access());
  }

  /** Creates all objects of a file beside the class. */
  public void load(Class<?> beside, String resource) throws Exception {
    try (InputStream in = beside.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      create(YamlText.parseAll(text, resource));
    }
  }

  /** Creates them in the order given, as POST does; namespaces are made where they are missing. */
  public void create(List<Map<String, Object>> objects) throws Exception {
    List<String> namespaces = new ArrayList<>();
    HttpEndpoint endpoint = access().endpoint();
    try (HttpCaller caller = HttpCaller.to(endpoint)) {
      for (Map<String, Object> object : objects) {
        Map<?, ?> metadata = (Map<?, ?>) object.get("metadata");
        Object namespace = metadata.get("namespace");
        if (namespace != null && !namespaces.contains(namespace.toString())) {
          namespaces.add(namespace.toString());
          caller.send(
              HttpCall.post(words(path("v1", "Namespace", null))).json(namespace(namespace)));
        }
        String version = object.get("apiVersion").toString();
        String kind = object.get("kind").toString();
        List<String> path = path(version, kind, namespace);
        caller.send(HttpCall.post(words(path)).json(object)).requireSuccess();
        if (object.containsKey("status")) {
          // a new object has none: its controllers write it
          path.addAll(List.of(metadata.get("name").toString(), "status"));
          caller
              .sendRetrying(
                  HttpCall.put(words(path)).json(object), Deadline.after(Duration.ofSeconds(30)))
              .requireSuccess();
        }
      }
    }
  }

  private static Map<String, Object> namespace(Object name) {
    return Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", name));
  }

  private static List<String> path(String version, String kind, Object namespace) {
    List<String> path = new ArrayList<>();
    path.add(version.indexOf('/') < 0 ? "api" : "apis");
    path.addAll(List.of(version.split("/")));
    if (namespace != null) {
      path.addAll(List.of("namespaces", namespace.toString()));
    }
    String plural = kind.toLowerCase(Locale.ROOT);
    path.add(plural.endsWith("ss") ? plural + "es" : plural + "s");
    return path;
  }

  private static String[] words(List<String> path) {
    return path.toArray(new String[0]);
  }

  @Override
  public void close() {
    clients.close();
    cluster.close();
  }
}
