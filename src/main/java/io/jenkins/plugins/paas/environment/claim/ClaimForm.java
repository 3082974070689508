package io.jenkins.plugins.paas.environment.claim;

import java.util.List;
import java.util.Map;

/**
 * One way of meeting a claim.
 *
 * @param name such as {@code cloudnative-pg}, {@code external}, {@code alibaba-cloud}
 * @param hosting the platforms' hostings that choose it by themselves
 * @param operator what must be installed, for messages; {@code null} for none
 * @param apiVersion the kind that must be served, or {@code null}
 * @param platform the JSON Schema of what the platform must say
 * @param passwords secrets whose key {@code password} is made once and then kept
 * @param objects manifests with placeholders, applied at once
 * @param bound manifests with placeholders, applied when the outputs are known
 * @param outputs texts with placeholders, or {@code {secret, key}} and {@code {configMap, key}}
 */
record ClaimForm(
    String name,
    List<String> hosting,
    String operator,
    String apiVersion,
    String kind,
    Map<String, Object> platform,
    List<String> passwords,
    List<Map<String, Object>> objects,
    List<Map<String, Object>> bound,
    Map<String, Object> outputs) {

  static final String EXTERNAL = "external";

  static ClaimForm of(Map<String, Object> tree) {
    String module = (String) tree.get("terraform");
    Map<String, Object> needs = map(tree, "needs");
    if (module != null) {
      needs = TerraformWorkspace.NEEDS;
    }
    List<Map<String, Object>> objects =
        module == null ? list(tree, "objects") : List.of(TerraformWorkspace.object(module));
    return new ClaimForm(
        (String) tree.get("form"),
        list(tree, "hosting"),
        (String) needs.get("operator"),
        (String) needs.get("apiVersion"),
        (String) needs.get("kind"),
        map(tree, "platform"),
        list(tree, "passwords"),
        objects,
        list(tree, "bound"),
        map(tree, "outputs"));
  }

  boolean isExternal() {
    return EXTERNAL.equals(name);
  }

  /** The custom resource definition to look for, or {@code null}. */
  String definition() {
    return apiVersion == null || apiVersion.indexOf('/') < 0 ? null : kind + " of " + apiVersion;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<String, Object> tree, String key) {
    return (Map<String, Object>) tree.getOrDefault(key, Map.of());
  }

  @SuppressWarnings("unchecked")
  private static <T> List<T> list(Map<String, Object> tree, String key) {
    return (List<T>) tree.getOrDefault(key, List.of());
  }
}
