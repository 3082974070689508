package io.jenkins.plugins.paas.monitoring.operator;

import io.jenkins.plugins.paas.core.text.NearestName;
import io.jenkins.plugins.paas.kube.ApiType;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Prometheus resource, and what its selectors ask for. */
public final class OperatedPrometheus {

  private final KubeObject object;

  private OperatedPrometheus(KubeObject object) {
    this.object = object;
  }

  /**
   * The one that is meant.
   *
   * @param namespace where it is; {@code null} looks everywhere
   * @param name {@code null} where there is only one
   * @throws OperatorFailure when there is none or several
   */
  public static OperatedPrometheus find(KubeSession cluster, String namespace, String name)
      throws KubeFailure, OperatorFailure, InterruptedException {
    ApiType type = cluster.types().require(MonitorKind.API, "Prometheus");
    if (namespace != null && name != null) {
      return cluster
          .get(new ObjectRef(MonitorKind.API, "Prometheus", namespace, name))
          .map(OperatedPrometheus::new)
          .orElseThrow(
              () ->
                  new OperatorFailure(
                      "There is no Prometheus "
                          + namespace
                          + "/"
                          + name
                          + ": correct 'namespace' and 'name' of the registration operator."));
    }
    List<KubeObject> all =
        cluster.list(type, namespace == null ? "" : namespace, "").stream()
            .filter(one -> name == null || one.name().equals(name))
            .toList();
    if (all.size() == 1) {
      return new OperatedPrometheus(all.get(0));
    }
    String where = namespace == null ? "the cluster" : "namespace " + namespace;
    throw new OperatorFailure(
        all.isEmpty()
            ? "There is no Prometheus"
                + (name == null ? "" : " '" + name + "'")
                + " in "
                + where
                + ": the operator watches on its behalf, so it has to exist first."
            : "There are several in "
                + where
                + ": name one by 'namespace' and 'name' of the registration operator."
                + NearestName.hint(
                    "", all.stream().map(o -> o.namespace() + "/" + o.name()).toList()));
  }

  /** {@code Prometheus monitoring/k8s}. */
  public String title() {
    return "Prometheus " + object.namespace() + "/" + object.name();
  }

  public String namespace() {
    return object.namespace();
  }

  /** Whose rights it has, as Kubernetes names users. */
  String user() {
    String account = object.text("spec", "serviceAccountName");
    return "system:serviceaccount:"
        + object.namespace()
        + ":"
        + (account.isEmpty() ? "default" : account);
  }

  /** The labels that an object of the kind needs to be selected. */
  public Map<String, String> labelsFor(MonitorKind kind) {
    return LabelSelector.at(object, "spec", kind.selector())
        .map(LabelSelector::needed)
        .orElse(Map.of());
  }

  Optional<LabelSelector> selector(MonitorKind kind) {
    return LabelSelector.at(object, "spec", kind.selector());
  }

  Optional<LabelSelector> namespaceSelector(MonitorKind kind) {
    return LabelSelector.at(object, "spec", kind.namespaceSelector());
  }
}
