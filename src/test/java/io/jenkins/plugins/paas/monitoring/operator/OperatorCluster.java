package io.jenkins.plugins.paas.monitoring.operator;

import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.Manifest;
import io.jenkins.plugins.paas.kube.ManifestReader;
import io.jenkins.plugins.paas.kube.ServerSideApply;
import java.util.List;

/** Objects for a cluster with the operator's definitions; the operator itself runs nowhere here. */
public final class OperatorCluster {

  private static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: %2$s.monitoring.coreos.com}
      spec:
        group: monitoring.coreos.com
        scope: Namespaced
        names: {plural: %2$s, singular: %3$s, kind: %1$s, listKind: %1$sList}
        versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties: {spec: {type: object, x-kubernetes-preserve-unknown-fields: true}}
      """;

  private OperatorCluster() {}

  /** The definitions, as far as the operator's objects are told apart by them. */
  public static String definitions() {
    StringBuilder all = new StringBuilder();
    for (String kind :
        List.of("Prometheus", "ServiceMonitor", "PodMonitor", "Probe", "PrometheusRule")) {
      String singular = kind.toLowerCase(java.util.Locale.ROOT);
      all.append("---\n").append(DEFINITION.formatted(kind, plural(singular), singular));
    }
    return all.toString();
  }

  public static List<String> plurals() {
    return List.of("prometheuses", "servicemonitors", "podmonitors", "probes", "prometheusrules");
  }

  private static String plural(String singular) {
    return singular + (singular.endsWith("s") ? "es" : "s");
  }

  /** A Prometheus that selects by {@code team: a}, in namespaces with {@code watched: yes}. */
  public static String prometheus(String namespace) {
    return """
    ---
    apiVersion: monitoring.coreos.com/v1
    kind: Prometheus
    metadata: {name: k8s, namespace: %s}
    spec:
      serviceAccountName: prometheus
      serviceMonitorSelector: {matchLabels: {team: a}}
      serviceMonitorNamespaceSelector: {matchLabels: {watched: 'yes'}}
      podMonitorSelector: {}
      podMonitorNamespaceSelector: {}
      probeSelector: {matchExpressions: [{key: release, operator: In, values: [stack, other]}]}
      probeNamespaceSelector: {}
      ruleSelector: {matchLabels: {role: rules}}
      ruleNamespaceSelector: {}
    """
        .formatted(namespace);
  }

  /** A watched namespace with the Service {@code api} and the endpoints of it. */
  public static String application(String namespace, String address, int port) {
    return """
    ---
    apiVersion: v1
    kind: Namespace
    metadata: {name: %1$s, labels: {watched: 'yes'}}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: api, namespace: %1$s, labels: {app: api, app.kubernetes.io/version: '7'}}
    spec: {ports: [{name: metrics, port: 8080, protocol: TCP}]}
    ---
    apiVersion: v1
    kind: Endpoints
    metadata: {name: api, namespace: %1$s}
    subsets: [{addresses: [{ip: %2$s}], ports: [{name: metrics, port: %3$d, protocol: TCP}]}]
    """
        .formatted(namespace, address, port);
  }

  public static void apply(KubeSession session, String yaml) throws Exception {
    new ServerSideApply(session, true, false, a -> {})
        .apply(ManifestReader.read(yaml, "test").stream().map(Manifest::object).toList());
  }
}
