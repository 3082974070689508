package io.jenkins.plugins.paas.monitoring.operator;

/** The operator's kinds by which something is registered, and the Prometheus' fields for each. */
public enum MonitorKind {
  SERVICE_MONITOR("ServiceMonitor", "serviceMonitor"),
  POD_MONITOR("PodMonitor", "podMonitor"),
  PROBE("Probe", "probe"),
  RULE("PrometheusRule", "rule");

  /** The API that all of them have. */
  public static final String API = "monitoring.coreos.com/v1";

  private final String kind;
  private final String field;

  MonitorKind(String kind, String field) {
    this.kind = kind;
    this.field = field;
  }

  public String kind() {
    return kind;
  }

  /** The field of the Prometheus that selects such objects by their labels. */
  String selector() {
    return field + "Selector";
  }

  /** The field of the Prometheus that selects the namespaces where it looks for them. */
  String namespaceSelector() {
    return field + "NamespaceSelector";
  }

  /** How the scrape pools of such an object begin; the operator names them so. */
  public String pool(String namespace, String name) {
    return field + "/" + namespace + "/" + name;
  }
}
