package io.jenkins.embedded.platform.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ResourceType;
import io.jenkins.embedded.platform.kube.objects.ResourceTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@code /version}, {@code /api}, {@code /apis} and the resource lists below them. */
final class Discovery {
  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

  private final ResourceTypes types;

  Discovery(ResourceTypes types) {
    this.types = types;
  }

  /** Empty when the path is no discovery path. */
  Optional<JsonNode> answer(String path) {
    String clean = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    String[] parts = clean.split("/");
    return switch (clean) {
      case "/version" -> Optional.of(version());
      case "/api" -> Optional.of(coreVersions());
      case "/apis" -> Optional.of(groups());
      default -> {
        if (parts.length == 3 && parts[1].equals("api")) {
          yield resources("", parts[2]);
        }
        if (parts.length == 4 && parts[1].equals("apis")) {
          yield resources(parts[2], parts[3]);
        }
        if (parts.length == 3 && parts[1].equals("apis") && groupNames().contains(parts[2])) {
          yield Optional.of(group(parts[2]).put("kind", "APIGroup").put("apiVersion", "v1"));
        }
        yield Optional.empty();
      }
    };
  }

  private static ObjectNode version() {
    return Json.object()
        .put("major", "1")
        .put("minor", "31")
        .put("gitVersion", "v1.31.0+paas-stand-in")
        .put("gitCommit", "")
        .put("gitTreeState", "")
        .put("buildDate", "")
        .put("goVersion", "")
        .put("compiler", "javac")
        .put("platform", "jvm");
  }

  private static ObjectNode coreVersions() {
    ObjectNode versions = Json.object().put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    versions.putArray("serverAddressByClientCIDRs");
    return versions;
  }

  private Set<String> groupNames() {
    Set<String> names = new TreeSet<>();
    types.all().stream().map(ResourceType::group).filter(g -> !g.isEmpty()).forEach(names::add);
    names.add("authorization.k8s.io");
    return names;
  }

  private ObjectNode groups() {
    ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    groupNames().forEach(name -> groups.add(group(name)));
    return list;
  }

  private ObjectNode group(String name) {
    ObjectNode group = Json.object().put("name", name);
    ArrayNode versions = group.putArray("versions");
    Set<String> served = new TreeSet<>();
    types.all().stream()
        .filter(t -> t.group().equals(name))
        .map(ResourceType::version)
        .forEach(served::add);
    if (served.isEmpty()) {
      served.add("v1");
    }
    for (String version : served) {
      versions.addObject().put("groupVersion", name + "/" + version).put("version", version);
    }
    group.set("preferredVersion", versions.get(versions.size() - 1).deepCopy());
    return group;
  }

  private Optional<JsonNode> resources(String group, String version) {
    ObjectNode list = Json.object().put("kind", "APIResourceList").put("apiVersion", "v1");
    list.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
    ArrayNode resources = list.putArray("resources");
    for (ResourceType type : types.all()) {
      if (type.group().equals(group) && type.version().equals(version)) {
        ObjectNode entry = entry(resources, type.plural(), type, VERBS);
        entry.put("singularName", type.singular());
        if (!type.shortNames().isEmpty()) {
          type.shortNames().forEach(entry.putArray("shortNames")::add);
        }
        for (String sub : type.subresources()) {
          entry(resources, type.plural() + "/" + sub, type, List.of("get", "patch", "update"));
        }
      }
    }
    if (group.equals("authorization.k8s.io") && version.equals("v1")) {
      ObjectNode review = resources.addObject().put("name", "selfsubjectaccessreviews");
      review.put("singularName", "selfsubjectaccessreview").put("namespaced", false);
      review.put("kind", "SelfSubjectAccessReview").putArray("verbs").add("create");
    }
    return resources.isEmpty() ? Optional.empty() : Optional.of(list);
  }

  private static ObjectNode entry(
      ArrayNode resources, String name, ResourceType type, List<String> verbs) {
    ObjectNode entry = resources.addObject().put("name", name).put("singularName", "");
    entry.put("namespaced", type.namespaced()).put("kind", type.kind());
    verbs.forEach(entry.putArray("verbs")::add);
    return entry;
  }
}
