package io.jenkins.plugins.paas.step;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** An environment as it is in force. Immutable. */
public final class EnvironmentResult implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String namespace;
  private final String url;
  private final ArrayList<ObjectResult> objects;
  private final LinkedHashMap<String, Object> bindings;
  private final String plan;

  public EnvironmentResult(
      String namespace,
      String url,
      List<ObjectResult> objects,
      Map<String, Object> bindings,
      String plan) {
    this.namespace = namespace;
    this.url = url;
    this.objects = new ArrayList<>(objects);
    this.bindings = new LinkedHashMap<>(bindings);
    this.plan = plan;
  }

  /** The Kubernetes namespace. */
  @Whitelisted
  public String getNamespace() {
    return namespace;
  }

  /** Where it answers from outside; {@code null} where it does not. */
  @Whitelisted
  public String getUrl() {
    return url;
  }

  /** Every object of the environment. */
  @Whitelisted
  public List<ObjectResult> getObjects() {
    return new ArrayList<>(objects);
  }

  /** Claim name to host, port and the like; never a secret's content. */
  @Whitelisted
  public Map<String, Object> getBindings() {
    return new LinkedHashMap<>(bindings);
  }

  /** The diff of a dry run; {@code null} otherwise. */
  @Whitelisted
  public String getPlan() {
    return plan;
  }

  @Override
  @Whitelisted
  public String toString() {
    return "namespace " + namespace + ", " + objects.size() + " objects";
  }
}
