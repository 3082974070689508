package io.jenkins.plugins.paas.environment.claim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A vendor's service through Crossplane: provider-terraform's {@code Workspace} with an inline
 * module (source: examples/namespaced of upbound/provider-terraform). Every value that the claim
 * and the platform know becomes a variable, every output a key of the connection secret.
 */
final class TerraformWorkspace {

  static final Map<String, Object> NEEDS =
      Map.of(
          "operator",
          "Crossplane with provider-terraform",
          "apiVersion",
          "tf.m.upbound.io/v1beta1",
          "kind",
          "Workspace");

  private static final String VARS = "${variables}";

  private TerraformWorkspace() {}

  /** The manifest, its variables still open. */
  static Map<String, Object> object(String module) {
    Map<String, Object> provider = new LinkedHashMap<>();
    provider.put("name", "${platform.providerConfig}");
    provider.put("kind", "ClusterProviderConfig");
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("source", "Inline");
    parameters.put("module", module);
    parameters.put("vars", VARS);
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("providerConfigRef", provider);
    spec.put("forProvider", parameters);
    spec.put("writeConnectionSecretToRef", Map.of("name", "${name}-connection"));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", NEEDS.get("apiVersion"));
    tree.put("kind", NEEDS.get("kind"));
    tree.put("metadata", Map.of("name", "${name}"));
    tree.put("spec", spec);
    return tree;
  }

  /** Gives a rendered workspace its variables, each declared in the module; others are left. */
  @SuppressWarnings("unchecked")
  static void close(Map<String, Object> tree, Map<String, Object> variables) {
    if (!NEEDS.get("apiVersion").equals(tree.get("apiVersion"))) {
      return;
    }
    Map<String, Object> spec = (Map<String, Object>) tree.get("spec");
    Map<String, Object> parameters = (Map<String, Object>) spec.get("forProvider");
    if (!VARS.equals(parameters.get("vars"))) {
      return;
    }
    StringBuilder declared = new StringBuilder((String) parameters.get("module"));
    variables.keySet().forEach(v -> declared.append("variable \"").append(v).append("\" {}\n"));
    parameters.put("module", declared.toString());
    parameters.put(
        "vars",
        variables.entrySet().stream()
            .map(v -> Map.of("key", v.getKey(), "value", v.getValue().toString()))
            .map(Map.class::cast)
            .toList());
  }

  /** Whether a text is the workspace's own placeholder. */
  static boolean isOpen(String text) {
    return VARS.equals(text);
  }

  static List<String> settings() {
    return List.of("providerConfig");
  }
}
