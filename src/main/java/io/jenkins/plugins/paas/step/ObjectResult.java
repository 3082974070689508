package io.jenkins.plugins.paas.step;

import java.io.Serializable;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What became of one Kubernetes object. Immutable. */
public final class ObjectResult implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String kind;
  private final String name;
  private final String namespace;
  private final String outcome;

  public ObjectResult(String kind, String name, String namespace, String outcome) {
    this.kind = kind;
    this.name = name;
    this.namespace = namespace;
    this.outcome = outcome;
  }

  /** Such as {@code Deployment}. */
  @Whitelisted
  public String getKind() {
    return kind;
  }

  /** The object's name. */
  @Whitelisted
  public String getName() {
    return name;
  }

  /** {@code null} for a cluster-scoped object. */
  @Whitelisted
  public String getNamespace() {
    return namespace;
  }

  /**
   * {@code created}, {@code configured}, {@code unchanged}, {@code pruned}, {@code removed}, or
   * {@code present} where nothing was done.
   */
  @Whitelisted
  public String getOutcome() {
    return outcome;
  }

  @Override
  @Whitelisted
  public String toString() {
    return kind + "/" + name + " " + outcome;
  }
}
