package io.jenkins.plugins.paas.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.utils.TokenRefreshInterceptor;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.http.TlsContexts;
import io.jenkins.plugins.paas.core.http.UserProxy;
import io.jenkins.plugins.paas.core.http.Version;
import java.net.InetSocketAddress;
import java.net.Proxy;

/** Makes fabric8 clients that take nothing from this machine's environment or kubeconfig. */
final class ClientFactory {

  private static final int RETRIES = 3;
  private static final int RETRY_MILLIS = 200;

  private ClientFactory() {}

  static KubernetesClient make(KubeAccess access) {
    HttpEndpoint endpoint = access.endpoint();
    Config config = Config.empty();
    config.setMasterUrl(endpoint.baseUri().toString());
    config.setUserAgent("jenkins-paas/" + Version.TEXT);
    config.setConnectionTimeout((int) endpoint.connectTimeout().toMillis());
    config.setRequestTimeout((int) endpoint.requestTimeout().toMillis());
    // what passes within a second; longer faults are the caller's, who knows the deadline
    config.setRequestRetryBackoffLimit(RETRIES);
    config.setRequestRetryBackoffInterval(RETRY_MILLIS);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // fabric8 finds its HTTP client and its kinds by ServiceLoader; in Jenkins they are in a plugin
    thread.setContextClassLoader(KubernetesClient.class.getClassLoader());
    try {
      return new KubernetesClientBuilder()
          .withConfig(config)
          .withHttpClientBuilderConsumer(builder -> secure(builder, endpoint))
          .build();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void secure(HttpClient.Builder builder, HttpEndpoint endpoint) {
    if (endpoint.caCertificate() != null || endpoint.clientIdentity() != null) {
      builder.sslContext(
          TlsContexts.keyManagers(endpoint.clientIdentity()),
          TlsContexts.trustManagers(endpoint.caCertificate()));
    }
    builder.addOrReplaceInterceptor(
        TokenRefreshInterceptor.NAME, new EachRequest(endpoint.authentication()));
    if (endpoint.proxy() != null) {
      for (Proxy proxy : endpoint.proxy().select(endpoint.baseUri())) {
        if (proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress at) {
          builder.proxyType(HttpClient.ProxyType.HTTP);
          builder.proxyAddress(at);
          UserProxy.authorization(endpoint.proxy()).ifPresent(builder::proxyAuthorization);
          return;
        }
      }
    }
  }

  /** Reads the credential for each request: EKS tokens live 15 minutes. */
  private record EachRequest(Authentication authentication) implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      if (authentication.headerName() != null) {
        builder.setHeader(authentication.headerName(), authentication.headerValue());
      }
    }
  }
}
