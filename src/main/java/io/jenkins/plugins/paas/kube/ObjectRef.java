package io.jenkins.plugins.paas.kube;

import java.io.Serializable;
import java.util.Objects;

/** Which object: a value that outlives a restart of the controller. Immutable. */
public final class ObjectRef implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String apiVersion;
  private final String kind;
  private final String namespace;
  private final String name;

  /**
   * @param namespace "" for cluster-scoped objects
   */
  public ObjectRef(String apiVersion, String kind, String namespace, String name) {
    this.apiVersion = Objects.requireNonNull(apiVersion);
    this.kind = Objects.requireNonNull(kind);
    this.namespace = namespace == null ? "" : namespace;
    this.name = Objects.requireNonNull(name);
  }

  public String apiVersion() {
    return apiVersion;
  }

  public String kind() {
    return kind;
  }

  public String namespace() {
    return namespace;
  }

  public String name() {
    return name;
  }

  /** {@code apps} of {@code apps/v1}, "" for the core group. */
  public String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectRef that
        && apiVersion.equals(that.apiVersion)
        && kind.equals(that.kind)
        && namespace.equals(that.namespace)
        && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return Objects.hash(apiVersion, kind, namespace, name);
  }

  /** {@code Deployment/api}. */
  @Override
  public String toString() {
    return kind + "/" + name;
  }
}
