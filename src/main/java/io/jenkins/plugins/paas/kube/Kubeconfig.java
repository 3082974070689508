package io.jenkins.plugins.paas.kube;

import io.fabric8.kubernetes.client.internal.CertUtils;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.ClientIdentity;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.text.NearestName;
import io.jenkins.plugins.paas.core.yaml.YamlFailure;
import io.jenkins.plugins.paas.core.yaml.YamlText;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The parts of a kubeconfig file (client-go, tools/clientcmd/api/v1/types.go) that are data. What
 * would run a command or read a file on the controller is refused: the text comes from a credential
 * that need not be the administrator's.
 *
 * @param namespace of the context, or {@code null}
 */
record Kubeconfig(HttpEndpoint endpoint, String namespace) {

  private static final List<String> REFUSED =
      List.of(
          "exec",
          "auth-provider",
          "tokenFile",
          "client-certificate",
          "client-key",
          "certificate-authority",
          "insecure-skip-tls-verify");

  static Kubeconfig parse(
      String text, String context, Function<String, ProxySelector> proxy, String setting)
      throws KubeFailure {
    try {
      Map<String, Object> config = YamlText.parse(text, "kubeconfig");
      String wanted = context != null ? context : KubeObject.text(config, "current-context");
      if (wanted.isEmpty()) {
        throw refused(setting, "it has no current-context; name a context");
      }
      Map<String, Object> chosen = entry(config, "contexts", "context", wanted, setting);
      Map<String, Object> cluster =
          entry(config, "clusters", "cluster", KubeObject.text(chosen, "cluster"), setting);
      Map<String, Object> user =
          entry(config, "users", "user", KubeObject.text(chosen, "user"), setting);
      String server = KubeObject.text(cluster, "server");
      HttpEndpoint.Builder endpoint =
          HttpEndpoint.at(URI.create(server))
              .proxy(proxy.apply(server))
              .caCertificate(decoded(cluster, "certificate-authority-data"));
      identify(endpoint, user, wanted);
      String namespace = KubeObject.text(chosen, "namespace");
      return new Kubeconfig(endpoint.build(), namespace.isEmpty() ? null : namespace);
    } catch (YamlFailure | IllegalArgumentException e) {
      throw refused(setting, e.getMessage());
    }
  }

  private static void identify(
      HttpEndpoint.Builder endpoint, Map<String, Object> user, String name) {
    String token = KubeObject.text(user, "token");
    String userName = KubeObject.text(user, "username");
    if (!token.isEmpty()) {
      endpoint.authentication(Authentication.bearer(() -> token));
    } else if (!userName.isEmpty()) {
      String password = KubeObject.text(user, "password");
      endpoint.authentication(Authentication.basic(userName, () -> password));
    }
    String certificate = KubeObject.text(user, "client-certificate-data");
    if (!certificate.isEmpty()) {
      char[] password = name.toCharArray();
      KeyStore store = keyStore(certificate, KubeObject.text(user, "client-key-data"), name);
      endpoint.clientIdentity(
          new ClientIdentity(store, () -> password, name + certificate.hashCode()));
    }
  }

  private static KeyStore keyStore(String certificate, String key, String password) {
    Exception last = null;
    for (String algorithm : List.of("RSA", "EC")) {
      try {
        return CertUtils.createKeyStore(
            certificate, null, key, null, algorithm, password, null, null);
      } catch (GeneralSecurityException | IOException | RuntimeException e) {
        last = e;
      }
    }
    throw new IllegalArgumentException(
        "client-certificate-data and client-key-data cannot be read", last);
  }

  private static Map<String, Object> entry(
      Map<String, Object> config, String list, String field, String name, String setting)
      throws KubeFailure {
    List<Map<String, Object>> entries = KubeObject.maps(config, list);
    Map<String, Object> found =
        entries.stream()
            .filter(e -> KubeObject.text(e, "name").equals(name))
            .map(e -> KubeObject.map(e, field))
            .findFirst()
            .orElse(null);
    if (found == null) {
      List<String> names = entries.stream().map(e -> KubeObject.text(e, "name")).toList();
      throw refused(
          setting,
          "there is no '" + name + "' among its " + list + "." + NearestName.hint(name, names));
    }
    Stream<String> bad = REFUSED.stream().filter(found::containsKey);
    String first = bad.filter(f -> !Boolean.FALSE.equals(found.get(f))).findFirst().orElse(null);
    if (first != null) {
      throw refused(
          setting,
          "'"
              + first
              + "' of "
              + name
              + " is not allowed here: commands and files belong to the machine that wrote it, and"
              + " TLS is verified. Embed token, certificate-authority-data or"
              + " client-certificate-data");
    }
    return found;
  }

  private static String decoded(Map<String, Object> map, String field) {
    String data = KubeObject.text(map, field);
    return data.isEmpty()
        ? null
        : new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8);
  }

  private static KubeFailure refused(String setting, String why) {
    return new KubeFailure(
        KubeFailure.Kind.INVALID,
        0,
        "The kubeconfig of " + setting + " cannot be used: " + why,
        null);
  }
}
