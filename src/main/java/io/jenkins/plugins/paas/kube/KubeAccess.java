package io.jenkins.plugins.paas.kube;

import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import java.io.IOException;
import java.net.ProxySelector;
import java.util.Objects;
import java.util.function.Function;

/**
 * How to reach one cluster: endpoint with trust and authentication, the namespace that a kubeconfig
 * context names, and the words by which messages name the setting. Immutable.
 */
public final class KubeAccess {

  private final HttpEndpoint endpoint;
  private final String namespace;
  private final String setting;
  private final Renewal renewal;

  /** Looks everything up again, for a credential that changed meanwhile. */
  @FunctionalInterface
  public interface Renewal {
    KubeAccess again() throws IOException, InterruptedException;
  }

  private KubeAccess(HttpEndpoint endpoint, String namespace, String setting, Renewal renewal) {
    this.renewal = renewal;
    this.endpoint = Objects.requireNonNull(endpoint);
    this.namespace = namespace;
    this.setting = Objects.requireNonNull(setting);
  }

  /**
   * @param setting where people change this, such as {@code the cluster of platform 'staging'}
   */
  public static KubeAccess to(HttpEndpoint endpoint, String setting) {
    return new KubeAccess(endpoint, null, setting, null);
  }

  /**
   * From the text of a kubeconfig file.
   *
   * @param context the context's name, or {@code null} for the current one
   * @param proxy for a server's URL; {@code null} from it means a direct connection
   * @throws KubeFailure when the text is none, or asks for what a controller must not do (run a
   *     command, read a file, skip verification)
   */
  public static KubeAccess kubeconfig(
      String text, String context, Function<String, ProxySelector> proxy, String setting)
      throws KubeFailure {
    Kubeconfig config = Kubeconfig.parse(text, context, proxy, setting);
    return new KubeAccess(config.endpoint(), config.namespace(), setting, null);
  }

  /** The same, to be asked for once more when the cluster answers 401. */
  public KubeAccess renewedBy(Renewal value) {
    return new KubeAccess(endpoint, namespace, setting, value);
  }

  Renewal renewal() {
    return renewal;
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
