package io.jenkins.plugins.paas.environment.source;

import io.jenkins.plugins.paas.core.text.DnsName;
import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Objects that the step's own arguments stand for: settings, secrets, pull secret. */
public final class OwnObjects {

  /** The name of what an environment has once. */
  public static final String NAME = "paas";

  /** The secret that pods pull images with. */
  public static final String PULL_SECRET = "paas-registry";

  // apimachinery, util/validation: IsConfigMapKey
  private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");

  private OwnObjects() {}

  /**
   * A ConfigMap.
   *
   * @throws IllegalArgumentException for a name or key that Kubernetes would refuse
   */
  public static KubeObject configMap(String name, Map<String, String> values) {
    KubeObject map = named("v1", "ConfigMap", DnsName.requireLabel(name, "config"));
    values.keySet().forEach(key -> requireKey("config", key));
    map.tree().put("data", new TreeMap<>(values));
    return map;
  }

  /**
   * A Secret.
   *
   * @param type {@code Opaque}, or what Kubernetes knows for its keys
   */
  public static KubeObject secret(String name, String type, Map<String, byte[]> values) {
    KubeObject secret = named("v1", "Secret", DnsName.requireLabel(name, "secrets"));
    secret.tree().put("type", type);
    values.forEach(
        (key, value) -> {
          requireKey("secrets", key);
          secret.ensure("data").put(key, Base64.getEncoder().encodeToString(value));
        });
    return secret;
  }

  /**
   * Lets pods pull: the secret, and the service account that uses it unless a pod says otherwise.
   *
   * @param login the content of a Docker configuration file, JSON
   */
  public static List<KubeObject> pulling(byte[] login) {
    KubeObject secret =
        secret(PULL_SECRET, "kubernetes.io/dockerconfigjson", Map.of(".dockerconfigjson", login));
    return List.of(secret, account("default", true));
  }

  static KubeObject account(String name, boolean pulls) {
    KubeObject account = named("v1", "ServiceAccount", name);
    if (pulls) {
      account.tree().put("imagePullSecrets", List.of(Map.of("name", PULL_SECRET)));
    }
    return account;
  }

  static KubeObject named(String apiVersion, String kind, String name) {
    KubeObject object = new KubeObject(new LinkedHashMap<>());
    object.tree().put("apiVersion", apiVersion);
    object.tree().put("kind", kind);
    object.ensure("metadata").put("name", name);
    return object;
  }

  private static void requireKey(String argument, String key) {
    if (!KEY.matcher(key).matches() || key.equals(".") || key.equals("..")) {
      throw new IllegalArgumentException(
          argument + ": '" + key + "' is no key: letters, digits, '-', '_' and '.', 253 at most");
    }
  }
}
