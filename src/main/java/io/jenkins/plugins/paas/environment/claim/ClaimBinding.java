package io.jenkins.plugins.paas.environment.claim;

import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a workload reaches what was claimed: a secret as servicebinding.io describes (a type, and a
 * key a value), and the values that are no secrets.
 *
 * @param secret the manifest; its data never leaves it
 * @param values {@code type}, {@code secret} (its name), {@code host}, {@code port} and the like
 * @param then what can be applied now that the outputs are known
 */
public record ClaimBinding(
    KubeObject secret, LinkedHashMap<String, Object> values, List<KubeObject> then) {

  /** Outputs that are no secrets; all others stay in the secret. */
  private static final Set<String> PUBLIC =
      Set.of("host", "port", "database", "bucket", "region", "path", "servers", "virtualHost");

  private static final String URI = "uri";

  /** The name of a claim's secret. */
  public static String secretName(String claim) {
    return claim + "-binding";
  }

  /**
   * Reads what the operator wrote.
   *
   * @return empty while something of it is missing; {@code missing} learns what
   */
  static Optional<ClaimBinding> of(
      PlannedClaim claim, KubeSession session, String namespace, List<String> missing)
      throws ClaimFailure, KubeFailure, InterruptedException {
    Map<String, String> outputs = new LinkedHashMap<>();
    for (Map.Entry<String, Object> output : claim.outputs().entrySet()) {
      String value =
          output.getValue() instanceof Map<?, ?> source
              ? read(source, session, namespace, missing)
              : output.getValue().toString();
      outputs.put(output.getKey(), value);
    }
    if (!missing.isEmpty()) {
      return Optional.empty();
    }
    if (outputs.containsKey(URI)) {
      outputs.put(URI, uri(outputs.get(URI), outputs));
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("type", base64(claim.type()));
    data.put("provider", base64(claim.form()));
    outputs.forEach((key, value) -> data.put(key, base64(value)));
    KubeObject secret = new KubeObject(new LinkedHashMap<>());
    secret.tree().put("apiVersion", "v1");
    secret.tree().put("kind", "Secret");
    secret.ensure("metadata").put("name", secretName(claim.request().name()));
    secret.tree().put("type", "servicebinding.io/" + claim.type());
    secret.tree().put("data", data);
    LinkedHashMap<String, Object> values = new LinkedHashMap<>();
    values.put("type", claim.type());
    values.put("secret", secret.name());
    outputs.forEach(
        (key, value) -> {
          if (PUBLIC.contains(key)) {
            values.put(key, value);
          }
        });
    return Optional.of(new ClaimBinding(secret, values, claim.bound(new LinkedHashMap<>(values))));
  }

  private static String read(
      Map<?, ?> source, KubeSession session, String namespace, List<String> missing)
      throws KubeFailure, InterruptedException {
    String kind = source.containsKey("secret") ? "Secret" : "ConfigMap";
    String name = String.valueOf(source.get(kind.equals("Secret") ? "secret" : "configMap"));
    String key = String.valueOf(source.get("key"));
    Optional<KubeObject> found = session.get(new ObjectRef("v1", kind, namespace, name));
    String text = found.map(o -> o.text("data", key)).orElse("");
    if (text.isEmpty()) {
      missing.add(kind + "/" + name + " key " + key);
      return "";
    }
    return kind.equals("Secret")
        ? new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8)
        : text;
  }

  // its values stand in it percent-encoded, as {username}
  private static String uri(String form, Map<String, String> outputs) {
    String uri = form;
    for (Map.Entry<String, String> output : outputs.entrySet()) {
      uri =
          uri.replace(
              "{" + output.getKey() + "}",
              output.getKey().equals("servers")
                  ? output.getValue()
                  : URLEncoder.encode(output.getValue(), StandardCharsets.UTF_8)
                      .replace("+", "%20"));
    }
    return uri;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  // a record would print the secret's data
  @Override
  public String toString() {
    return values.toString();
  }
}
