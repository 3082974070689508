package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.core.http.FaultyServer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A Kubernetes API that only reads core objects, as a test puts them; for faces' tests. */
public final class FakeCluster implements AutoCloseable {

  private static final String KINDS =
      """
      {"kind":"APIResourceList","groupVersion":"v1","resources":[
       {"name":"services","singularName":"","kind":"Service","namespaced":true,"verbs":["get","list"]},
       {"name":"endpoints","singularName":"","kind":"Endpoints","namespaced":true,"verbs":["get","list"]},
       {"name":"pods","singularName":"","kind":"Pod","namespaced":true,"verbs":["get","list"]}]}
      """;

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final FaultyServer server;

  public FakeCluster() throws IOException {
    answers.put("/api/v1", KINDS);
    server =
        FaultyServer.start(
            request -> {
              String body = answers.get(request.path().replaceFirst("\\?.*", ""));
              return body == null
                  ? FaultyServer.answer(
                      404,
                      "{\"kind\":\"Status\",\"status\":\"Failure\",\"reason\":\"NotFound\",\"code\":404,\"message\":\"not"
                          + " found\"}")
                  : FaultyServer.answer(200, body);
            });
  }

  public URI uri() {
    return server.uri();
  }

  /** A Service {@code name} with a port {@code metrics}, and the addresses behind it. */
  public void service(String namespace, String name, int port, String ready, String notReady) {
    String base = "/api/v1/namespaces/" + namespace;
    String service =
        "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"%s\",\"namespace\":\"%s\"},\"spec\":{\"selector\":{\"app\":\"%s\"},\"ports\":[{\"name\":\"metrics\",\"port\":8080}]}}"
            .formatted(name, namespace, name);
    answers.put(base + "/services/" + name, service);
    answers.put(
        base + "/services",
        "{\"kind\":\"ServiceList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":["
            + service
            + "]}");
    answers.put(
        base + "/endpoints/" + name,
        "{\"apiVersion\":\"v1\",\"kind\":\"Endpoints\",\"metadata\":{\"name\":\"%s\"},\"subsets\":[{\"addresses\":[%s],\"notReadyAddresses\":[%s],\"ports\":[{\"name\":\"metrics\",\"port\":%d}]}]}"
            .formatted(name, address(ready), address(notReady), port));
  }

  /** A running pod with these annotations, as JSON members. */
  public void pod(String namespace, String name, String ip, String annotations) {
    answers.put(
        "/api/v1/namespaces/" + namespace + "/pods",
        "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[{\"metadata\":{\"name\":\"%s\",\"namespace\":\"%s\",\"annotations\":{%s}},\"status\":{\"phase\":\"Running\",\"podIP\":\"%s\"}}]}"
            .formatted(name, namespace, annotations, ip));
  }

  private static String address(String ip) {
    return ip == null ? "" : "{\"ip\":\"" + ip + "\"}";
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
