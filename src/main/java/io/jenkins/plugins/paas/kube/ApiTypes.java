package io.jenkins.plugins.paas.kube;

import io.jenkins.plugins.paas.core.text.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The kinds that a cluster serves, asked for once a client and group. Thread-safe. */
public final class ApiTypes {

  private final KubeAccess access;
  private final KubeTransport transport;
  private final Map<String, Map<String, ApiType>> byGroup;

  /** What was discovered by any session of a client. */
  static final class Cache {
    private final Map<String, Map<String, ApiType>> byGroup = new ConcurrentHashMap<>();
  }

  ApiTypes(KubeAccess access, KubeTransport transport, Cache cache) {
    this.access = access;
    this.transport = transport;
    this.byGroup = cache.byGroup;
  }

  /**
   * The kind.
   *
   * @throws KubeFailure {@code UNKNOWN_KIND}, with the custom resource definition to look for
   */
  public ApiType require(String apiVersion, String kind) throws KubeFailure, InterruptedException {
    Optional<ApiType> found = find(apiVersion, kind);
    if (found.isPresent()) {
      return found.get();
    }
    Collection<String> kinds = group(apiVersion).keySet();
    String advice =
        kinds.isEmpty()
            ? " It serves nothing of '"
                + apiVersion
                + "': is the custom resource definition (such as "
                + kind.toLowerCase(Locale.ROOT)
                + "s."
                + apiVersion.replaceFirst("/.*", "")
                + ") installed?"
            : NearestName.hint(kind, kinds);
    throw new KubeFailure(
        KubeFailure.Kind.UNKNOWN_KIND,
        404,
        access.endpoint().baseUri()
            + " knows no kind '"
            + kind
            + "' in "
            + apiVersion
            + "."
            + advice,
        null);
  }

  /** The kind, or empty where the cluster does not serve it now. */
  public Optional<ApiType> find(String apiVersion, String kind)
      throws KubeFailure, InterruptedException {
    ApiType cached = byGroup.getOrDefault(apiVersion, Map.of()).get(kind);
    return cached != null ? Optional.of(cached) : Optional.ofNullable(group(apiVersion).get(kind));
  }

  /** The API groups that are served now, without the core group; in one request. */
  public Set<String> groups() throws KubeFailure, InterruptedException {
    return discovered("/apis").maps("groups").stream()
        .map(group -> KubeObject.text(group, "name"))
        .collect(Collectors.toSet());
  }

  /** Every kind that can be listed, in the version that each group prefers. */
  public List<ApiType> listable() throws KubeFailure, InterruptedException {
    List<String> versions = new ArrayList<>(List.of("v1"));
    for (Map<String, Object> group : discovered("/apis").maps("groups")) {
      versions.add(KubeObject.text(KubeObject.map(group, "preferredVersion"), "groupVersion"));
    }
    List<ApiType> all = new ArrayList<>();
    for (String version : versions) {
      all.addAll(group(version).values().stream().filter(ApiType::listable).toList());
    }
    return all;
  }

  /** Whether a custom resource definition is of this kind in this version. */
  public static boolean defines(KubeObject definition, String apiVersion, String kind) {
    return definition.kind().equals("CustomResourceDefinition")
        && definition.text("spec", "names", "kind").equals(kind)
        && definition.maps("spec", "versions").stream()
            .anyMatch(
                version ->
                    apiVersion.equals(
                        definition.text("spec", "group") + "/" + KubeObject.text(version, "name")));
  }

  // not cached where a kind is missing: a definition that was just applied takes a moment
  private Map<String, ApiType> group(String apiVersion) throws KubeFailure, InterruptedException {
    Map<String, ApiType> types = new LinkedHashMap<>();
    try {
      List<Map<String, Object>> resources =
          discovered(ApiType.groupPath(apiVersion)).maps("resources");
      Set<String> names =
          resources.stream().map(r -> KubeObject.text(r, "name")).collect(Collectors.toSet());
      for (Map<String, Object> resource : resources) {
        String plural = KubeObject.text(resource, "name");
        if (plural.indexOf('/') < 0) {
          boolean namespaced = Boolean.TRUE.equals(resource.get("namespaced"));
          boolean listable = String.valueOf(resource.get("verbs")).contains("list");
          String kind = KubeObject.text(resource, "kind");
          boolean hasStatus = names.contains(plural + "/status");
          types.put(kind, new ApiType(apiVersion, kind, plural, namespaced, listable, hasStatus));
        }
      }
    } catch (KubeFailure e) {
      if (e.kind() != KubeFailure.Kind.NOT_FOUND) {
        throw e;
      }
    }
    byGroup.put(apiVersion, types);
    return types;
  }

  private KubeObject discovered(String path) throws KubeFailure, InterruptedException {
    Verb verb = Verb.of("discovery of " + path);
    KubeTransport.Answer answer = transport.send(verb, "GET", path, Map.of(), null, null);
    return new KubeObject(KubeTransport.tree(verb.toString(), answer.body()));
  }
}
