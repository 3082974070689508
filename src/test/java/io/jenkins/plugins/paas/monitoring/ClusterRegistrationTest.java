package io.jenkins.plugins.paas.monitoring;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.embedded.platform.kube.EmbeddedKubernetes;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.kube.KubeAccess;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.monitoring.operator.MonitorKind;
import io.jenkins.plugins.paas.monitoring.operator.OperatorCluster;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.OperatorRegistration;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PrometheusTarget;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * The registrations {@code operator} and {@code annotations} on the stand-in of a cluster; a fake
 * Prometheus, written from its documentation, tells the targets that an operator would have made.
 */
public class ClusterRegistrationTest {

  private static final String API = "paasMonitor(namespace: 'shop', service: 'api'";

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private EmbeddedKubernetes kubernetes;
  private KubeClients clients;
  private KubeSession cluster;
  private FaultyServer prometheus;
  private WorkflowJob job;
  private volatile String active = "";
  private volatile String rules = "";

  @Before
  public void start() throws Exception {
    kubernetes = EmbeddedKubernetes.withoutControllers(folder.getRoot().toPath(), "s3cret");
    clients = new KubeClients(java.time.Clock.systemUTC());
    cluster =
        clients.open(
            KubeAccess.to(
                HttpEndpoint.at(kubernetes.uri())
                    .authentication(Authentication.bearer(() -> "s3cret"))
                    .build(),
                "the test's cluster"));
    OperatorCluster.apply(cluster, "{apiVersion: v1, kind: Namespace, metadata: {name: mon}}");
    OperatorCluster.apply(cluster, OperatorCluster.definitions());
    OperatorCluster.apply(cluster, OperatorCluster.application("shop", "10.1.2.3", 9090));
    OperatorCluster.apply(cluster, OperatorCluster.prometheus("mon"));
    prometheus = FaultyServer.start(request -> FaultyServer.answer(200, answer(request.path())));
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new StringCredentialsImpl(
                CredentialsScope.GLOBAL, "kube", "", Secret.fromString("s3cret")));
    OperatorRegistration registration = new OperatorRegistration();
    registration.setProber("blackbox:9115");
    PrometheusTarget target = new PrometheusTarget(prometheus.uri().toString());
    target.setRegistration(registration);
    ClusterTarget where = new ClusterTarget(kubernetes.uri().toString());
    where.setCredentialsId("kube");
    Platform platform = new Platform("staging");
    platform.setPrometheus(target);
    platform.setCluster(where);
    PaasConfiguration.get().setPlatforms(List.of(platform));
    job = j.createProject(WorkflowJob.class, "release");
  }

  @After
  public void stop() throws Exception {
    MonitorRequest.minuteMillis = 60_000;
    cluster.close();
    clients.close();
    prometheus.close();
    kubernetes.close();
  }

  private String answer(String path) {
    if (path.startsWith("/api/v1/targets")) {
      return "{\"status\":\"success\",\"data\":{\"activeTargets\":["
          + active.replace("NOW", Instant.now().toString())
          + "],\"droppedTargets\":[]}}";
    }
    return "{\"status\":\"success\",\"data\":{\"groups\":[" + rules + "]}}";
  }

  private static String target(String pool, String address, String health, String error) {
    return """
    {"scrapePool":"%1$s","scrapeUrl":"http://%2$s/metrics","health":"%3$s","lastError":"%4$s",
     "lastScrape":"NOW","labels":{},"discoveredLabels":{"__address__":"%2$s",
     "__meta_kubernetes_namespace":"shop","__meta_kubernetes_service_name":"api"}}
    """
        .formatted(pool, address, health, error);
  }

  private WorkflowRun build(Result result, String text) throws Exception {
    job.setDefinition(
        new CpsFlowDefinition("withPaas(application: 'shop') {\n" + text + "\n}", true));
    return j.buildAndAssertStatus(result, job);
  }

  private Optional<KubeObject> monitor(MonitorKind kind, String name) throws Exception {
    return cluster.get(new ObjectRef(MonitorKind.API, kind.kind(), "shop", name));
  }

  @Test
  public void serviceMonitorIsMadeProvenAndTakenBack() throws Exception {
    active = target("serviceMonitor/shop/paas-api/0", "10.1.2.3:9090", "up", "");
    WorkflowRun run =
        build(
            Result.SUCCESS, "echo \"it is ${" + API + ", interval: '15s', labels: [tier: 'x'])}\"");
    j.assertLogContains("it is [http://10.1.2.3:9090/metrics up]", run);
    j.assertLogContains(
        "registration shop/api created as ServiceMonitor shop/paas-api: 10.1.2.3:9090", run);
    KubeObject monitor = monitor(MonitorKind.SERVICE_MONITOR, "paas-api").orElseThrow();
    assertEquals("a", monitor.text("metadata", "labels", "team"));
    assertEquals("15s", monitor.maps("spec", "endpoints").get(0).get("interval"));
    active = "";
    run = build(Result.SUCCESS, API + ", unregister: true)");
    j.assertLogContains("registration shop/api removed as ServiceMonitor shop/paas-api", run);
    j.assertLogContains("registration shop/api has no targets any more", run);
    assertFalse(monitor(MonitorKind.SERVICE_MONITOR, "paas-api").isPresent());
  }

  @Test
  public void aBrokenLinkFailsAtOnceAndIsNamed() throws Exception {
    OperatorCluster.apply(
        cluster,
        OperatorCluster.application("shop", "10.1.2.3", 9090).replace("watched: 'yes'", "w: n"));
    j.assertLogContains(
        "Registration shop/api cannot come into force, broken link 'namespace selector': Prometheus"
            + " mon/k8s looks into namespaces by spec.serviceMonitorNamespaceSelector watched=yes",
        build(Result.FAILURE, API + ")"));
  }

  @Test
  public void endpointsMayStillComeSoTheyAreWaitedFor() throws Exception {
    OperatorCluster.apply(
        cluster,
        OperatorCluster.application("shop", "10.1.2.3", 9090)
            .replaceAll("subsets: .*", "subsets: []"));
    MonitorRequest.minuteMillis = 1500;
    WorkflowRun run = build(Result.FAILURE, API + ", timeoutMinutes: 1)");
    j.assertLogContains("[paas:monitor] chain broken link 'endpoints': Service shop/api has", run);
    j.assertLogContains("waiting for broken link 'endpoints'", run);
  }

  @Test
  public void theLastLinkIsTheTargetItself() throws Exception {
    active =
        target(
            "serviceMonitor/shop/paas-api/0",
            "10.1.2.3:9090",
            "down",
            "server returned HTTP status 404 Not Found");
    MonitorRequest.minuteMillis = 1500;
    j.assertLogContains(
        "http://10.1.2.3:9090/metrics is down, lastError: server returned HTTP status 404 Not"
            + " Found. There are no metrics at that path: set 'path'.",
        build(Result.FAILURE, API + ", timeoutMinutes: 1)"));
  }

  @Test
  public void aPoolThatPrometheusDoesNotHavePointsAtTheOperator() throws Exception {
    MonitorRequest.minuteMillis = 1500;
    j.assertLogContains(
        "10.1.2.3:9090 is unknown to Prometheus: has the operator written the scrape pool"
            + " serviceMonitor/shop/paas-api into its configuration",
        build(Result.FAILURE, API + ", timeoutMinutes: 1)"));
  }

  @Test
  public void rulesBecomeAPrometheusRule() throws Exception {
    active = target("serviceMonitor/shop/paas-api/0", "10.1.2.3:9090", "up", "");
    rules =
        "{\"file\":\"/etc/prometheus/rules/k8s-0/shop-paas-shop-9f1.yaml\",\"name\":\"g\","
            + "\"interval\":30,\"rules\":[{\"name\":\"Down\",\"health\":\"ok\"}]}";
    String script =
        "node { writeFile file: 'a.yaml', text: 'groups: [{name: g, rules: [{alert: Down, expr:"
            + " \"up == 0\"}]}]'\n";
    WorkflowRun run = build(Result.SUCCESS, script + API + ", rules: 'a.yaml') }");
    j.assertLogContains("rules a.yaml created as PrometheusRule shop/paas-shop: [g/Down]", run);
    KubeObject rule = monitor(MonitorKind.RULE, "paas-shop").orElseThrow();
    assertEquals("rules", rule.text("metadata", "labels", "role"));
    assertEquals("g", rule.maps("spec", "groups").get(0).get("name"));
    active = "";
    build(Result.SUCCESS, script + API + ", rules: 'a.yaml', unregister: true) }");
    assertFalse(monitor(MonitorKind.RULE, "paas-shop").isPresent());
  }

  @Test
  public void targetsBecomeAProbe() throws Exception {
    active = target("probe/shop/paas-shop-targets", "a.example.com:443", "up", "");
    build(Result.SUCCESS, "paasMonitor(namespace: 'shop', targets: ['a.example.com:443'])");
    KubeObject probe = monitor(MonitorKind.PROBE, "paas-shop-targets").orElseThrow();
    assertEquals("blackbox:9115", probe.text("spec", "prober", "url"));
    assertEquals("stack", probe.text("metadata", "labels", "release"));
  }

  @Test
  public void podsBecomeAPodMonitor() throws Exception {
    MonitorRequest.minuteMillis = 1500;
    WorkflowRun run =
        build(
            Result.FAILURE,
            "paasMonitor(namespace: 'shop', pods: [app: 'worker'], timeoutMinutes: 1)");
    j.assertLogContains("but no running pod of namespace shop has these labels", run);
    KubeObject monitor = monitor(MonitorKind.POD_MONITOR, "paas-shop-pods").orElseThrow();
    assertEquals(Map.of("app", "worker"), monitor.map("spec", "selector", "matchLabels"));
  }

  @Test
  public void annotationsAreSetProvenAndTakenBack() throws Exception {
    active = target("kubernetes-endpoints", "10.1.2.3:9090", "up", "");
    String step = API + ", registration: 'annotations'";
    build(Result.SUCCESS, step + ")");
    assertEquals("9090", annotation("prometheus.io/port"));
    assertEquals("true", annotation("prometheus.io/scrape"));
    active = "";
    build(Result.SUCCESS, step + ", unregister: true)");
    assertEquals("", annotation("prometheus.io/scrape"));
  }

  private String annotation(String name) throws Exception {
    return cluster
        .get(new ObjectRef("v1", "Service", "shop", "api"))
        .orElseThrow()
        .text("metadata", "annotations", name);
  }

  @Test
  public void whatARegistrationCannotDoIsSaid() throws Exception {
    j.assertLogContains(
        "There is no registration 'operater'. Did you mean 'operator'?",
        build(Result.FAILURE, API + ", registration: 'operater')"));
    j.assertLogContains(
        "The registration fileSd is not configured for platform 'staging'",
        build(Result.FAILURE, API + ", registration: 'fileSd')"));
    j.assertLogContains(
        "it knows neither 'targets' nor 'labels'",
        build(Result.FAILURE, API + ", registration: 'annotations', labels: [a: 'b'])"));
    j.assertLogContains(
        "interval '0s' is no duration above zero",
        build(Result.FAILURE, API + ", interval: '0s')"));
    assertTrue(monitor(MonitorKind.SERVICE_MONITOR, "paas-api").isEmpty());
  }
}
