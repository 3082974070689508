package io.jenkins.plugins.paas.monitoring.operator;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.kube.KubeAccess;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.monitoring.operator.MonitorObjects.Scrape;
import io.jenkins.plugins.paas.testing.Await;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** One broken link at a time, on any cluster: the link is named, with object and field. */
public abstract class ScrapeChainContract {

  private static final Scrape METRICS = new Scrape("metrics", "/metrics", "30s", Map.of("x", "$1"));

  final KubeClients clients = new KubeClients(Clock.systemUTC());
  final String id = UUID.randomUUID().toString().substring(0, 8);
  final String shop = "shop-" + id;
  final String monitoring = "monitoring-" + id;
  KubeSession cluster;

  /** With an administrator's rights. */
  abstract KubeAccess access() throws Exception;

  /** Gives the Prometheus the rights that it needs, or takes them from it. */
  abstract void rights(boolean given) throws Exception;

  @Before
  public final void aChainThatHolds() throws Exception {
    cluster = clients.open(access());
    apply("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}\n".formatted(monitoring));
    apply(OperatorCluster.definitions());
    apply(OperatorCluster.application(shop, "10.1.2.3", 9090));
    apply(OperatorCluster.prometheus(monitoring));
    rights(true);
    register();
    Await.until(
        Duration.ofSeconds(20), this::chain, Optional::isEmpty, () -> "the chain should hold");
  }

  @After
  public final void clear() throws Exception {
    if (cluster != null) {
      cluster.delete(new ObjectRef("v1", "Namespace", "", shop));
      cluster.delete(new ObjectRef("v1", "Namespace", "", monitoring));
      cluster.close();
    }
    clients.close();
  }

  final void apply(String yaml) throws Exception {
    OperatorCluster.apply(cluster, yaml);
  }

  private OperatedPrometheus prometheus() throws Exception {
    return OperatedPrometheus.find(cluster, monitoring, null);
  }

  private void register() throws Exception {
    Map<String, String> labels = new TreeMap<>(prometheus().labelsFor(MonitorKind.SERVICE_MONITOR));
    labels.putAll(OwnedMonitor.labels("shop"));
    KubeObject service = cluster.get(new ObjectRef("v1", "Service", shop, "api")).orElseThrow();
    KubeObject monitor =
        new MonitorObjects(shop, "paas-api", labels).serviceMonitor(service, METRICS);
    new OwnedMonitor(cluster, "shop").apply(monitor);
  }

  private Optional<BrokenLink> chain() throws Exception {
    return new ScrapeChain(cluster, prometheus()).ofService(shop, "paas-api", "api");
  }

  private void assertBroken(BrokenLink.Link link, String message) throws Exception {
    BrokenLink broken = chain().orElseThrow(() -> new AssertionError("the chain holds"));
    assertEquals(message, broken.message());
    assertEquals(link, broken.link());
  }

  @Test
  public void aChainThatHoldsHasNoBrokenLink() throws Exception {
    assertEquals(Optional.empty(), chain());
    KubeObject monitor =
        cluster
            .get(new ObjectRef(MonitorKind.API, "ServiceMonitor", shop, "paas-api"))
            .orElseThrow();
    assertEquals("a", monitor.text("metadata", "labels", "team"));
    assertEquals(Map.of("app", "api"), monitor.map("spec", "selector", "matchLabels"));
    assertTrue(
        monitor.at("spec", "endpoints").toString(),
        monitor.at("spec", "endpoints").toString().contains("replacement=$$1"));
  }

  @Test
  public void prometheusSelector() throws Exception {
    apply(OperatorCluster.prometheus(monitoring).replace("{team: a}", "{team: b}"));
    assertBroken(
        BrokenLink.Link.PROMETHEUS_SELECTOR,
        "Prometheus "
            + monitoring
            + "/k8s selects by spec.serviceMonitorSelector team=b, but ServiceMonitor "
            + shop
            + "/paas-api does not meet team=b: change its metadata.labels, or the selector.");
  }

  @Test
  public void noPrometheusSelectorAtAll() throws Exception {
    apply(
        OperatorCluster.prometheus(monitoring)
            .replace("  serviceMonitorSelector: {matchLabels: {team: a}}\n", ""));
    assertBroken(
        BrokenLink.Link.PROMETHEUS_SELECTOR,
        "Prometheus "
            + monitoring
            + "/k8s has no spec.serviceMonitorSelector, so it selects no ServiceMonitor: set it to"
            + " {} for all, or to labels.");
  }

  @Test
  public void namespaceSelector() throws Exception {
    apply(OperatorCluster.application(shop, "10.1.2.3", 9090).replace("watched: 'yes'", "w: n"));
    assertBroken(
        BrokenLink.Link.NAMESPACE_SELECTOR,
        "Prometheus "
            + monitoring
            + "/k8s looks into namespaces by spec.serviceMonitorNamespaceSelector watched=yes, but"
            + " Namespace "
            + shop
            + " does not meet watched=yes: change metadata.labels of the Namespace, or the"
            + " selector.");
  }

  @Test
  public void serviceLabels() throws Exception {
    apply(OperatorCluster.application(shop, "10.1.2.3", 9090).replace("{app: api,", "{app: web,"));
    String message = chain().orElseThrow().toString();
    assertTrue(
        message,
        message.startsWith(
            "broken link 'labels': ServiceMonitor "
                + shop
                + "/paas-api selects by spec.selector app=api, but Service "
                + shop
                + "/api with the labels {"));
    assertTrue(message, message.contains("app=web"));
    assertTrue(
        message,
        message.endsWith(
            " does not meet app=api: change metadata.labels of the Service, or the selector."));
  }

  @Test
  public void portName() throws Exception {
    apply(
        OperatorCluster.application(shop, "10.1.2.3", 9090)
            .replace("{name: metrics, port: 8080", "{name: metric, port: 8080"));
    assertBroken(
        BrokenLink.Link.PORT_NAME,
        "ServiceMonitor "
            + shop
            + "/paas-api scrapes the port named 'metrics' (spec.endpoints[].port), but Service "
            + shop
            + "/api has no port of that name in spec.ports[].name. Did you mean 'metric'? A"
            + " number, or the container's name of it, does not count.");
  }

  @Test
  public void endpoints() throws Exception {
    apply(
        OperatorCluster.application(shop, "10.1.2.3", 9090)
            .replaceAll("subsets: .*", "subsets: []"));
    BrokenLink broken = chain().orElseThrow();
    assertEquals(BrokenLink.Link.ENDPOINTS, broken.link());
    assertTrue("pods may still come", broken.link().isPassing());
    assertTrue(
        broken.message(),
        broken
            .message()
            .startsWith(
                "Service " + shop + "/api has no endpoints for its port 'metrics': no running"));
  }

  @Test
  public void rbac() throws Exception {
    rights(false);
    BrokenLink broken =
        Await.until(
                Duration.ofSeconds(10),
                this::chain,
                Optional::isPresent,
                () -> "the right should be missing")
            .orElseThrow();
    assertEquals(BrokenLink.Link.RBAC, broken.link());
    assertEquals(
        "Prometheus "
            + monitoring
            + "/k8s runs as system:serviceaccount:"
            + monitoring
            + ":prometheus, which may not list services, watch services, list endpoints, watch"
            + " endpoints, list pods, watch pods in namespace "
            + shop
            + ": add a Role with get, list and watch on services, endpoints, pods there and a"
            + " RoleBinding to that ServiceAccount.",
        broken.message());
  }

  @Test
  public void aMonitorThatIsGone() throws Exception {
    OwnedMonitor owned = new OwnedMonitor(cluster, "shop");
    ObjectRef ref = new ObjectRef(MonitorKind.API, "ServiceMonitor", shop, "paas-api");
    assertEquals("removed", owned.remove(ref));
    assertEquals("unchanged", owned.remove(ref));
    assertTrue(chain().orElseThrow().message().contains("paas-api is gone: somebody removed it"));
  }

  @Test
  public void anothersMonitorOfTheSameNameIsLeftAlone() throws Exception {
    ObjectRef ref = new ObjectRef(MonitorKind.API, "ServiceMonitor", shop, "paas-api");
    OwnedMonitor blog = new OwnedMonitor(cluster, "blog");
    OperatorFailure failure = assertThrows(OperatorFailure.class, () -> blog.remove(ref));
    assertTrue(
        failure.getMessage(), failure.getMessage().contains("is not of application blog (labels"));
    assertTrue(cluster.get(ref).isPresent());
  }

  @Test
  public void podsProbesAndRulesGetTheLabelsThatTheirSelectorsAskFor() throws Exception {
    OperatedPrometheus prometheus = prometheus();
    ScrapeChain chain = new ScrapeChain(cluster, prometheus);
    OwnedMonitor owned = new OwnedMonitor(cluster, "shop");
    Map<String, String> labels = new TreeMap<>(prometheus.labelsFor(MonitorKind.PROBE));
    assertEquals(Map.of("release", "stack"), labels);
    labels.putAll(OwnedMonitor.labels("shop"));
    owned.apply(
        new MonitorObjects(shop, "p", labels).probe("blackbox:9115", List.of("a:1"), METRICS));
    assertEquals(Optional.empty(), chain.selected(MonitorKind.PROBE, shop, "p"));
    owned.apply(
        new MonitorObjects(shop, "r", OwnedMonitor.labels("shop"))
            .rule(List.of(Map.of("name", "g"))));
    assertTrue(
        chain
            .selected(MonitorKind.RULE, shop, "r")
            .orElseThrow()
            .message()
            .contains("selects by spec.ruleSelector role=rules, but PrometheusRule"));
    KubeObject pods =
        new MonitorObjects(shop, "w", OwnedMonitor.labels("shop"))
            .podMonitor(Map.of("app", "worker"), METRICS);
    owned.apply(pods);
    assertTrue(
        chain.ofPods(shop, "w").orElseThrow().message(),
        chain
            .ofPods(shop, "w")
            .orElseThrow()
            .message()
            .contains("selects by spec.selector app=worker, but no running pod"));
  }
}
