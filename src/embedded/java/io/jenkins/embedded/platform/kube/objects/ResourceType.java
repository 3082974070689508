package io.jenkins.embedded.platform.kube.objects;

import java.util.List;
import java.util.Set;

/**
 * One kind that the API serves.
 *
 * @param group "" for core
 * @param subresources of "status", "scale", "log", "finalize"
 */
public record ResourceType(
    String group,
    String version,
    String plural,
    String singular,
    String kind,
    boolean namespaced,
    List<String> shortNames,
    Set<String> subresources) {

  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** "deployments.apps", as error messages name it; also the identity of the stored objects. */
  public String id() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /** "Deployment.apps", as 422 messages name it. */
  public String groupKind() {
    return group.isEmpty() ? kind : kind + "." + group;
  }

  public boolean hasStatus() {
    return subresources.contains("status");
  }

  /** Groups of this server's own, whose list semantics are known; others are custom resources. */
  public boolean isBuiltIn() {
    return group.isEmpty() || !group.contains(".") || group.endsWith(".k8s.io");
  }

  ResourceType atVersion(String other) {
    return new ResourceType(
        group, other, plural, singular, kind, namespaced, shortNames, subresources);
  }
}
