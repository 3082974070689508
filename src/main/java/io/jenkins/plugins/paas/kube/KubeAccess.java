package io.jenkins.plugins.paas.kube;

import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import java.util.Objects;

/**
 * How to reach one cluster: endpoint with trust and authentication, the namespace that a kubeconfig
 * context names, and the words by which messages name the setting. Immutable.
 */
public final class KubeAccess {

  private final HttpEndpoint endpoint;
  private final String namespace;
  private final String setting;

  private KubeAccess(HttpEndpoint endpoint, String namespace, String setting) {
    this.endpoint = Objects.requireNonNull(endpoint);
    this.namespace = namespace;
    this.setting = Objects.requireNonNull(setting);
  }

  /**
   * @param setting where people change this, such as {@code the cluster of platform 'staging'}
   */
  public static KubeAccess to(HttpEndpoint endpoint, String setting) {
    return new KubeAccess(endpoint, null, setting);
  }

  /**
   * From the text of a kubeconfig file.
   *
   * @param context the context's name, or {@code null} for the current one
   * @throws KubeFailure when the text is none, or asks for what a controller must not do (run a
   *     command, read a file, skip verification)
   */
  public static KubeAccess kubeconfig(String text, String context, String setting)
      throws KubeFailure {
    Kubeconfig config = Kubeconfig.parse(text, context, setting);
    return new KubeAccess(config.endpoint(), config.namespace(), setting);
  }

  public HttpEndpoint endpoint() {
    return endpoint;
  }

  /** {@code null} where nothing names one. */
  public String namespace() {
    return namespace;
  }

  public String setting() {
    return setting;
  }

  /** Equal for accesses that may share a client. Holds no secret. */
  public String hash() {
    return endpoint.hash() + '-' + Integer.toHexString(setting.hashCode());
  }

  @Override
  public String toString() {
    return endpoint.baseUri() + " (" + setting + ")";
  }
}
