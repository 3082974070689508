package io.jenkins.plugins.paas.monitoring.operator;

import io.jenkins.plugins.paas.kube.Applied;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.kube.ServerSideApply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Applies and removes an application's own monitors; leaves others' of the same name alone. */
public final class OwnedMonitor {

  private static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  private static final String APPLICATION = "paas.jenkins.io/application";

  private final KubeSession cluster;
  private final String application;

  public OwnedMonitor(KubeSession cluster, String application) {
    this.cluster = cluster;
    this.application = application;
  }

  /** The labels that say whose an object is. */
  public static Map<String, String> labels(String application) {
    return new TreeMap<>(Map.of(MANAGED_BY, "paas", APPLICATION, application));
  }

  /**
   * @return what came of it, such as {@code created}
   * @throws OperatorFailure when an object of that name is somebody else's
   */
  public String apply(KubeObject object) throws KubeFailure, OperatorFailure, InterruptedException {
    Optional<KubeObject> live = cluster.get(object.ref());
    if (live.isPresent() && !isOurs(live.get())) {
      throw foreign(live.get());
    }
    List<Applied> applied =
        new ServerSideApply(cluster, false, false, a -> {}).apply(List.of(object));
    return applied.get(0).outcome().word();
  }

  /**
   * @return {@code removed}, or {@code unchanged} where there was none
   */
  public String remove(ObjectRef ref) throws KubeFailure, OperatorFailure, InterruptedException {
    Optional<KubeObject> live = cluster.get(ref);
    if (live.isEmpty()) {
      return "unchanged";
    }
    if (!isOurs(live.get())) {
      throw foreign(live.get());
    }
    return cluster.delete(ref, live.get().text("metadata", "uid")) ? "removed" : "unchanged";
  }

  private boolean isOurs(KubeObject live) {
    return labels(application).entrySet().stream()
        .allMatch(e -> e.getValue().equals(live.text("metadata", "labels", e.getKey())));
  }

  private OperatorFailure foreign(KubeObject live) {
    return new OperatorFailure(
        live.kind()
            + " "
            + live.namespace()
            + "/"
            + live.name()
            + " is not of application "
            + application
            + " (labels "
            + live.map("metadata", "labels")
            + "), so it is left alone: rename or remove it.");
  }
}
