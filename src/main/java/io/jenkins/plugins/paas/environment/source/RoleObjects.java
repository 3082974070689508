package io.jenkins.plugins.paas.environment.source;

import io.jenkins.plugins.paas.core.text.DnsName;
import io.jenkins.plugins.paas.core.text.NearestName;
import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service account with what it may do in its namespace: rules such as {@code get,list configmaps}
 * or {@code patch deployments.apps/scale named api}.
 */
public final class RoleObjects {

  private static final List<String> VERBS =
      List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");
  private static final String LIST = "[a-z0-9.,/-]+";
  private static final Pattern RULE =
      Pattern.compile("([a-z,]+) (" + LIST + ")(?: named (" + LIST + "))?");
  private static final String RBAC = "rbac.authorization.k8s.io";

  private RoleObjects() {}

  /**
   * ServiceAccount, Role and RoleBinding of one name; without rules the account alone.
   *
   * @param pulls whether its pods use the environment's pull secret
   * @throws IllegalArgumentException for a name or rule that is none; a star is none
   */
  public static List<KubeObject> of(
      String name, List<String> rules, boolean pulls, String namespace) {
    DnsName.requireLabel(name, "roles");
    List<KubeObject> objects = new ArrayList<>();
    objects.add(OwnObjects.account(name, pulls));
    List<Object> parsed = new ArrayList<>();
    rules.forEach(rule -> parsed.addAll(rule(name, rule)));
    if (!parsed.isEmpty()) {
      KubeObject role = OwnObjects.named(RBAC + "/v1", "Role", name);
      role.tree().put("rules", parsed);
      objects.add(role);
      KubeObject binding = OwnObjects.named(RBAC + "/v1", "RoleBinding", name);
      binding.tree().put("roleRef", Map.of("apiGroup", RBAC, "kind", "Role", "name", name));
      binding
          .tree()
          .put(
              "subjects",
              List.of(Map.of("kind", "ServiceAccount", "name", name, "namespace", namespace)));
      objects.add(binding);
    }
    return objects;
  }

  // a rule of RBAC is about one group
  private static List<Map<String, Object>> rule(String name, String text) {
    Matcher matcher = RULE.matcher(text.strip().replaceAll("\\s+", " "));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "roles: '"
              + text
              + "' of "
              + name
              + " is no rule. One is verbs, resources and perhaps names, such as 'get,list"
              + " configmaps' or 'patch deployments.apps/scale named api'; there is no star.");
    }
    List<String> verbs = List.of(matcher.group(1).split(","));
    for (String verb : verbs) {
      if (!VERBS.contains(verb)) {
        throw new IllegalArgumentException(
            "roles: there is no verb '" + verb + "'." + NearestName.hint(verb, VERBS));
      }
    }
    Map<String, List<Object>> byGroup = new LinkedHashMap<>();
    for (String resource : matcher.group(2).split(",")) {
      String plural = resource.replaceFirst("[./].*", "");
      String below = resource.contains("/") ? resource.replaceFirst("[^/]*", "") : "";
      String group = resource.replaceFirst("/.*", "").substring(plural.length());
      byGroup
          .computeIfAbsent(group.replaceFirst("^\\.", ""), g -> new ArrayList<>())
          .add(plural + below);
    }
    List<Map<String, Object>> rules = new ArrayList<>();
    byGroup.forEach(
        (group, resources) -> {
          Map<String, Object> rule = new LinkedHashMap<>();
          rule.put("apiGroups", List.of(group));
          rule.put("resources", resources);
          rule.put("verbs", verbs);
          if (matcher.group(3) != null) {
            rule.put("resourceNames", List.of(matcher.group(3).split(",")));
          }
          rules.add(rule);
        });
    return rules;
  }
}
