package io.jenkins.plugins.paas.kube;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A kind as the cluster serves it.
 *
 * @param plural as in URLs and roles: {@code deployments}
 * @param listable whether it can be listed
 * @param hasStatus whether a controller reports by a status of its own
 */
public record ApiType(
    String apiVersion,
    String kind,
    String plural,
    boolean namespaced,
    boolean listable,
    boolean hasStatus) {

  /** {@code deployments.apps}, as roles and messages name it. */
  public String resource() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? plural : plural + "." + apiVersion.substring(0, slash);
  }

  /** The URL path of the collection. */
  String path(String namespace) {
    String base = groupPath(apiVersion);
    return namespaced && !namespace.isEmpty()
        ? base + "/namespaces/" + encode(namespace) + "/" + plural
        : base + "/" + plural;
  }

  /** The URL path of an object. */
  public String path(String namespace, String name) {
    return path(namespace) + "/" + encode(name);
  }

  static String groupPath(String apiVersion) {
    return (apiVersion.indexOf('/') < 0 ? "/api/" : "/apis/") + apiVersion;
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
