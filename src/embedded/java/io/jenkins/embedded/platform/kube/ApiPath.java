package io.jenkins.embedded.platform.kube;

import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.ResourceType;
import io.jenkins.embedded.platform.kube.objects.ResourceTypes;
import java.util.Arrays;
import java.util.List;

/**
 * A resource path, taken apart.
 *
 * @param namespace "" for cluster scope or all namespaces
 * @param name "" for the collection
 * @param subresource "" for the object itself
 */
record ApiPath(ResourceType type, String namespace, String name, String subresource) {

  /** {@code /api/v1/namespaces/shop/pods/api-1/log} and its kin. */
  static ApiPath parse(String path, ResourceTypes types) {
    List<String> parts = Arrays.stream(path.split("/")).filter(p -> !p.isEmpty()).toList();
    boolean core = parts.get(0).equals("api");
    int rest = core ? 2 : 3;
    if (parts.size() <= rest) {
      throw ApiFailure.noSuchResource();
    }
    String group = core ? "" : parts.get(1);
    String version = parts.get(rest - 1);
    List<String> tail = parts.subList(rest, parts.size());
    String namespace = "";
    // /namespaces/x and its subresources are the Namespace itself
    boolean inside =
        tail.get(0).equals("namespaces")
            && tail.size() > 2
            && !(core && tail.size() == 3 && List.of("status", "finalize").contains(tail.get(2)));
    if (inside) {
      namespace = tail.get(1);
      tail = tail.subList(2, tail.size());
    }
    ResourceType type =
        types.find(group, version, tail.get(0)).orElseThrow(ApiFailure::noSuchResource);
    String name = tail.size() > 1 ? tail.get(1) : "";
    String subresource = tail.size() > 2 ? tail.get(2) : "";
    boolean misplaced =
        type.namespaced() ? namespace.isEmpty() && !name.isEmpty() : !namespace.isEmpty();
    boolean unknown = !subresource.isEmpty() && !type.subresources().contains(subresource);
    if (misplaced || unknown || tail.size() > 3) {
      throw ApiFailure.noSuchResource();
    }
    return new ApiPath(type, namespace, name, subresource);
  }
}
