package io.jenkins.plugins.paas.monitoring;

import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.monitoring.operator.MonitorKind;
import io.jenkins.plugins.paas.monitoring.operator.MonitorObjects;
import io.jenkins.plugins.paas.monitoring.operator.MonitorObjects.Scrape;
import io.jenkins.plugins.paas.monitoring.operator.OperatedPrometheus;
import io.jenkins.plugins.paas.monitoring.operator.OperatorFailure;
import io.jenkins.plugins.paas.monitoring.operator.OwnedMonitor;
import io.jenkins.plugins.paas.monitoring.prometheus.RuleFile;
import io.jenkins.plugins.paas.monitoring.service.ServiceEndpoints;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The one object of the operator that a request comes to.
 *
 * @param prober {@code host:port}, for a Probe
 */
record OperatorWork(
    MonitorSite site,
    OperatedPrometheus prometheus,
    MonitorKind kind,
    String namespace,
    String name,
    String prober) {

  static OperatorWork targets(MonitorSite site, OperatedPrometheus prometheus, String prober) {
    MonitorRequest request = site.request();
    String namespace = request.namespace == null ? prometheus.namespace() : request.namespace;
    if (request.service != null) {
      return new OperatorWork(
          site,
          prometheus,
          MonitorKind.SERVICE_MONITOR,
          namespace,
          "paas-" + request.service,
          prober);
    }
    return new OperatorWork(
        site,
        prometheus,
        request.pods != null ? MonitorKind.POD_MONITOR : MonitorKind.PROBE,
        namespace,
        "paas-" + site.application() + (request.pods != null ? "-pods" : "-targets"),
        prober);
  }

  static OperatorWork rules(MonitorSite site, OperatedPrometheus prometheus) {
    String namespace = site.request().namespace;
    return new OperatorWork(
        site,
        prometheus,
        MonitorKind.RULE,
        namespace == null ? prometheus.namespace() : namespace,
        "paas-" + site.application(),
        null);
  }

  /** {@code ServiceMonitor shop-staging/paas-api}. */
  String title() {
    return kind.kind() + " " + namespace + "/" + name;
  }

  /**
   * @param addresses for a Probe; the cluster knows those of pods
   */
  KubeObject object(List<String> addresses) throws IOException, InterruptedException {
    MonitorRequest request = site.request();
    return switch (kind) {
      case SERVICE_MONITOR -> {
        KubeObject service = service();
        yield objects().serviceMonitor(service, scrape(portName()));
      }
      case POD_MONITOR ->
          objects()
              .podMonitor(request.pods, scrape(request.port == null ? "metrics" : request.port));
      default -> objects().probe(prober, addresses, scrape(null));
    };
  }

  KubeObject rule(RuleFile rules) {
    return objects().rule(rules.groups());
  }

  private MonitorObjects objects() {
    Map<String, String> labels = new TreeMap<>(prometheus.labelsFor(kind));
    labels.putAll(OwnedMonitor.labels(site.application()));
    return new MonitorObjects(namespace, name, labels);
  }

  private Scrape scrape(String port) {
    Map<String, String> labels = new TreeMap<>(site.request().labels);
    labels.put("application", site.application());
    return new Scrape(port, site.request().path, site.request().interval, labels);
  }

  private KubeObject service() throws IOException, InterruptedException {
    ObjectRef ref = new ObjectRef("v1", "Service", namespace, site.request().service);
    return site.clusterGet(ref)
        .orElseThrow(
            () -> new OperatorFailure("Service " + namespace + "/" + ref.name() + " is gone."));
  }

  private String portName() throws IOException, InterruptedException {
    MonitorRequest request = site.request();
    return ServiceEndpoints.portName(site.cluster(), namespace, request.service, request.port);
  }
}
