package io.jenkins.plugins.paas.monitoring.service;

import io.jenkins.plugins.paas.kube.Applied;
import io.jenkins.plugins.paas.kube.KubeFailure;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.kube.Outcome;
import io.jenkins.plugins.paas.kube.ServerSideApply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The annotations {@code prometheus.io/…} of a Service, as a field manager of their own: what
 * others annotate stays, and what we take back is ours alone.
 */
public final class ScrapeAnnotations {

  private static final String MANAGER = ServerSideApply.FIELD_MANAGER + "-monitor";
  private static final String PREFIX = "prometheus.io/";

  private final KubeSession cluster;

  public ScrapeAnnotations(KubeSession cluster) {
    this.cluster = cluster;
  }

  /**
   * Sets them.
   *
   * @param port the number of the pods' port
   * @return what came of it
   */
  public Outcome set(String namespace, String service, String port, String path)
      throws KubeFailure, InterruptedException {
    Map<String, Object> annotations = new LinkedHashMap<>();
    annotations.put(PREFIX + "scrape", "true");
    annotations.put(PREFIX + "port", port);
    annotations.put(PREFIX + "path", path);
    return apply(namespace, service, annotations);
  }

  /** Takes them back; what somebody else set meanwhile stays. */
  public Outcome remove(String namespace, String service) throws KubeFailure, InterruptedException {
    ObjectRef ref = new ObjectRef("v1", "Service", namespace, service);
    return cluster.get(ref).isPresent()
        ? apply(namespace, service, Map.of())
        : Outcome.UNCHANGED; // it went, and its annotations with it
  }

  private Outcome apply(String namespace, String service, Map<String, Object> annotations)
      throws KubeFailure, InterruptedException {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", service);
    metadata.put("namespace", namespace);
    if (!annotations.isEmpty()) {
      metadata.put("annotations", annotations);
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "v1");
    tree.put("kind", "Service");
    tree.put("metadata", metadata);
    List<Applied> applied =
        new ServerSideApply(cluster, MANAGER, false, false, a -> {})
            .apply(List.of(new KubeObject(tree)));
    return applied.get(0).outcome();
  }
}
