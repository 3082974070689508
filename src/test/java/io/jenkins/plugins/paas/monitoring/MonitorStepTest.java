package io.jenkins.plugins.paas.monitoring;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import io.jenkins.embedded.platform.prometheus.EmbeddedPrometheus;
import io.jenkins.plugins.paas.monitoring.prometheus.ScrapedServer;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.FileSdRegistration;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PrometheusTarget;
import io.jenkins.plugins.paas.step.Evidence;
import io.jenkins.plugins.paas.step.EvidenceStore;
import io.jenkins.plugins.paas.testing.FakeCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

public class MonitorStepTest {

  private static final String API = "paasMonitor(namespace: 'shop-staging', service: 'api'";

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private EmbeddedPrometheus prometheus;
  private FakeCluster cluster;
  private ScrapedServer shop;
  private WorkflowJob job;

  @Before
  public void start() throws Exception {
    prometheus = new EmbeddedPrometheus(folder.getRoot().toPath());
    cluster = new FakeCluster();
    shop = new ScrapedServer();
    cluster.service("shop-staging", "api", port(shop.address()), "127.0.0.1", null);
    configure(prometheus.uri(), prometheus.rulesDirectory().toString());
    job = j.createProject(WorkflowJob.class, "release");
  }

  @After
  public void stop() throws IOException {
    MonitorRequest.minuteMillis = 60_000;
    shop.close();
    cluster.close();
    prometheus.close();
  }

  private void configure(URI uri, String rules) {
    FileSdRegistration registration =
        new FileSdRegistration(prometheus.targetsDirectory().toString());
    registration.setRulesDirectory(rules);
    PrometheusTarget target = new PrometheusTarget(uri.toString());
    target.setRegistration(registration);
    Platform platform = new Platform("staging");
    platform.setPrometheus(target);
    platform.setCluster(new ClusterTarget(cluster.uri().toString()));
    PaasConfiguration.get().setPlatforms(List.of(platform));
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1));
  }

  private void script(String text) throws Exception {
    job.setDefinition(
        new CpsFlowDefinition("withPaas(application: 'shop') {\n" + text + "\n}", true));
  }

  private WorkflowRun fails(String text) throws Exception {
    script(text);
    return j.buildAndAssertStatus(Result.FAILURE, job);
  }

  @Test
  public void serviceIsRegisteredAndProven() throws Exception {
    script(
        "def m = "
            + API
            + ", port: 'metrics', labels: [team: 'a'])\n"
            + "echo \"it is ${m.targets[0].health} at ${m.targets[0].url}, ${m.rules.size()}"
            + " rules\"");
    WorkflowRun run = j.buildAndAssertSuccess(job);
    j.assertLogContains("it is up at http://" + shop.address() + "/metrics, 0 rules", run);
    j.assertLogContains("[paas:monitor] Service shop-staging/api 1 of 1 endpoints ready", run);
    j.assertLogContains(
        "[paas:monitor] registration shop-staging/api created in paas-shop.json", run);
    j.assertLogContains("[paas:monitor] 1 target up: http://" + shop.address(), run);
    String file = Files.readString(prometheus.targetsDirectory().resolve("paas-shop.json"));
    assertTrue(file, file.contains("\"team\" : \"a\""));
    Evidence evidence = EvidenceStoreOf.the(run).get(0);
    assertEquals("monitoring", evidence.getKind());
    assertEquals("shop-staging/api", evidence.getFacts().get("registration"));
  }

  @Test
  public void stoppedProcessFailsWithTheTargetAndItsError() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path"),
                ScrapedServer.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String address = out.readLine();
      // a process that does not answer its readiness probe is not ready, and watched all the same
      cluster.service("shop-staging", "api", port(address), null, "127.0.0.1");
      script(API + ")");
      j.buildAndAssertSuccess(job);
      assertEquals(0, new ProcessBuilder("kill", "-STOP", "" + process.pid()).start().waitFor());
      MonitorRequest.minuteMillis = 6000;
      WorkflowRun run = fails(API + ", timeoutMinutes: 1)");
      j.assertLogContains("Registration shop-staging/api is not in force at Prometheus", run);
      j.assertLogContains(
          "http://"
              + address
              + "/metrics is down, lastError: Get \"http://"
              + address
              + "/metrics\": context deadline exceeded",
          run);
      j.assertLogContains("is it stopped?", run);
      j.assertLogNotContains("\tat io.jenkins", run);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  public void rulesAreLoadedAndTakePartInTheProof() throws Exception {
    script(
        "node { writeFile file: 'alerts.yaml', text: 'groups: [{name: shop, rules: [{alert: Down,"
            + " expr: \"up == 0\"}]}]'\n"
            + "def m = "
            + API
            + ", rules: 'alerts.yaml')\necho \"rules ${m.rules}\" }");
    WorkflowRun run = j.buildAndAssertSuccess(job);
    j.assertLogContains("rules [shop/Down]", run);
    j.assertLogContains("1 expressions were not checked", run);
    j.assertLogContains("rules loaded, not evaluated yet", run);
    assertTrue(Files.exists(prometheus.rulesDirectory().resolve("paas-shop.yaml")));
  }

  @Test
  public void wrongRulesRegisterNothing() throws Exception {
    WorkflowRun run =
        fails(
            "node { writeFile file: 'alerts.yaml', text: 'groups: [{name: shop, rules: [{alert:"
                + " Down, exp: up}]}]'\n"
                + API
                + ", rules: 'alerts.yaml') }");
    j.assertLogContains(
        "alerts.yaml, group 'shop', rule 'Down': unknown key 'exp'. Did you mean 'expr'?", run);
    assertEquals(0, prometheus.targetsDirectory().toFile().list().length);
  }

  @Test
  public void aRegistrationIsTakenBackAndOthersStay() throws Exception {
    script(API + ")\npaasMonitor(targets: ['" + shop.address() + "'], verify: false)");
    j.buildAndAssertSuccess(job);
    script(API + ", unregister: true)");
    WorkflowRun run = j.buildAndAssertSuccess(job);
    j.assertLogContains("registration shop-staging/api removed in paas-shop.json", run);
    j.assertLogContains("registration shop-staging/api has no targets any more", run);
    String file = Files.readString(prometheus.targetsDirectory().resolve("paas-shop.json"));
    assertTrue(file, file.contains("\"__meta_paas_registration\" : \"targets\""));
    assertFalse(file, file.contains("shop-staging/api"));
    j.assertLogContains("unchanged in paas-shop.json", j.buildAndAssertSuccess(job));
  }

  @Test
  public void explicitTargetsNeedNoCluster() throws Exception {
    script("paasMonitor(targets: ['" + shop.address() + "'], verify: false)");
    WorkflowRun run = j.buildAndAssertSuccess(job);
    j.assertLogContains("1 targets registered, not verified (verify: false)", run);
  }

  @Test
  public void wrongArgumentsAreRefusedBeforeAnythingIsDone() throws Exception {
    j.assertLogContains("either 'service' (with 'namespace') or 'targets'", fails("paasMonitor()"));
    j.assertLogContains("needs 'namespace'", fails("paasMonitor(service: 'api')"));
    j.assertLogContains("begin with '/'", fails(API + ", path: 'metrics')"));
    j.assertLogContains("is no label name", fails(API + ", labels: ['a-b': 'c'])"));
    j.assertLogContains("is not host:port", fails("paasMonitor(targets: ['http://a:1'])"));
    j.assertLogContains("at least 1", fails(API + ", timeoutMinutes: 0)"));
    j.assertLogContains("id you mean 'service'?", fails("paasMonitor(servce: 'api')"));
    assertEquals(0, prometheus.targetsDirectory().toFile().list().length);
  }

  @Test
  public void missingServiceAndPortAreNamedWithTheirNeighbours() throws Exception {
    j.assertLogContains(
        "There is no Service shop-staging/ap. Did you mean 'api'?",
        fails("paasMonitor(namespace: 'shop-staging', service: 'ap')"));
    j.assertLogContains(
        "Service shop-staging/api has no port 'metric'. Did you mean 'metrics'?",
        fails(API + ", port: 'metric')"));
  }

  @Test
  public void serviceWithoutEndpointsIsExplained() throws Exception {
    cluster.service("shop-staging", "api", 1, null, null);
    MonitorRequest.minuteMillis = 1500;
    j.assertLogContains(
        "endpoints of Service shop-staging/api: no running pod has the labels of its selector"
            + " {app=api}",
        fails(API + ", timeoutMinutes: 1)"));
  }

  @Test
  public void unreachablePrometheusIsNamed() throws Exception {
    configure(URI.create("http://127.0.0.1:1"), null);
    MonitorRequest.minuteMillis = 1500;
    WorkflowRun run = fails(API + ", timeoutMinutes: 1)");
    j.assertLogContains("http://127.0.0.1:1/api/v1/targets", run);
  }

  @Test
  public void abortEndsTheWait() throws Exception {
    cluster.service("shop-staging", "api", 1, "127.0.0.1", null);
    script(API + ")");
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    j.waitForMessage("target 127.0.0.1:1 ", run);
    run.doStop();
    j.waitForCompletion(run);
    j.assertBuildStatus(Result.ABORTED, run);
    assertFalse(run.isBuilding());
  }

  /** The evidence of a build. */
  private static final class EvidenceStoreOf {
    static List<Evidence> the(WorkflowRun run) {
      return hudson.ExtensionList.lookup(EvidenceStore.class).get(0).of(run);
    }
  }
}
