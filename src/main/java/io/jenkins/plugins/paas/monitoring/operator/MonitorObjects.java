package io.jenkins.plugins.paas.monitoring.operator;

import io.jenkins.plugins.paas.kube.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the operator's resources as trees, so that no list of kinds has to know them. */
public final class MonitorObjects {

  // they differ between releases of one application, so a selector with them would lose it
  private static final Set<String> VOLATILE =
      Set.of("app.kubernetes.io/version", "helm.sh/chart", "pod-template-hash");

  private final String namespace;
  private final String name;
  private final Map<String, String> labels;

  /**
   * @param labels of the object itself, such as those that the Prometheus' selector asks for
   */
  public MonitorObjects(String namespace, String name, Map<String, String> labels) {
    this.namespace = namespace;
    this.name = name;
    this.labels = labels;
  }

  /**
   * How something is scraped.
   *
   * @param port the port's name
   * @param interval as Prometheus writes it, or {@code null} for the server's own
   * @param labels added to every series
   */
  public record Scrape(String port, String path, String interval, Map<String, String> labels) {}

  /** Selects a Service by its own labels. */
  public KubeObject serviceMonitor(KubeObject service, Scrape scrape) throws OperatorFailure {
    Map<String, Object> matching = stable(service.map("metadata", "labels"));
    if (matching.isEmpty()) {
      throw new OperatorFailure(
          "Service "
              + service.namespace()
              + "/"
              + service.name()
              + " has no labels, so no ServiceMonitor can select it: set metadata.labels of the"
              + " Service, such as app: "
              + service.name()
              + ".");
    }
    KubeObject object = object(MonitorKind.SERVICE_MONITOR);
    Map<String, Object> spec = object.ensure("spec");
    spec.put("selector", Map.of("matchLabels", matching));
    spec.put("endpoints", List.of(endpoint(scrape)));
    return object;
  }

  /** Selects pods, with no Service in front of them. */
  public KubeObject podMonitor(Map<String, String> pods, Scrape scrape) {
    KubeObject object = object(MonitorKind.POD_MONITOR);
    Map<String, Object> spec = object.ensure("spec");
    spec.put("selector", Map.of("matchLabels", new LinkedHashMap<>(pods)));
    spec.put("podMetricsEndpoints", List.of(endpoint(scrape)));
    return object;
  }

  /**
   * Has a prober ask addresses that Prometheus cannot scrape itself.
   *
   * @param prober {@code host:port} of a blackbox exporter
   */
  public KubeObject probe(String prober, List<String> targets, Scrape scrape) {
    KubeObject object = object(MonitorKind.PROBE);
    Map<String, Object> spec = object.ensure("spec");
    spec.put("prober", Map.of("url", prober));
    Map<String, Object> fixed = new LinkedHashMap<>();
    fixed.put("static", new ArrayList<>(targets));
    if (!scrape.labels().isEmpty()) {
      fixed.put("labels", new LinkedHashMap<>(scrape.labels()));
    }
    spec.put("targets", Map.of("staticConfig", fixed));
    if (scrape.interval() != null) {
      spec.put("interval", scrape.interval());
    }
    return object;
  }

  /**
   * @param groups as the rule file has them
   */
  public KubeObject rule(Object groups) {
    KubeObject object = object(MonitorKind.RULE);
    object.ensure("spec").put("groups", groups);
    return object;
  }

  private KubeObject object(MonitorKind kind) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", name);
    metadata.put("namespace", namespace);
    metadata.put("labels", new LinkedHashMap<>(labels));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", MonitorKind.API);
    tree.put("kind", kind.kind());
    tree.put("metadata", metadata);
    return new KubeObject(tree);
  }

  private static Map<String, Object> endpoint(Scrape scrape) {
    Map<String, Object> endpoint = new LinkedHashMap<>();
    endpoint.put("port", scrape.port());
    endpoint.put("path", scrape.path());
    if (scrape.interval() != null) {
      endpoint.put("interval", scrape.interval());
    }
    List<Map<String, Object>> relabelings = new ArrayList<>();
    scrape
        .labels()
        .forEach(
            (label, value) -> {
              Map<String, Object> set = new LinkedHashMap<>();
              set.put("action", "replace");
              // a replacement is a template, in which $ begins a group
              set.put("replacement", value.replace("$", "$$"));
              set.put("targetLabel", label);
              relabelings.add(set);
            });
    if (!relabelings.isEmpty()) {
      endpoint.put("relabelings", relabelings);
    }
    return endpoint;
  }

  private static Map<String, Object> stable(Map<String, Object> labels) {
    Map<String, Object> stable = new LinkedHashMap<>(labels);
    stable.keySet().removeIf(key -> VOLATILE.contains(key) || key.startsWith("paas.jenkins.io/"));
    stable.remove("app.kubernetes.io/managed-by");
    return stable;
  }
}
