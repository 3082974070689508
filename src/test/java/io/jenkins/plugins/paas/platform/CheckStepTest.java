package io.jenkins.plugins.paas.platform;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.lockin.LockInReportTest;
import io.jenkins.plugins.paas.step.CheckResult;
import io.jenkins.plugins.paas.step.ReadinessReport;
import io.jenkins.plugins.paas.testing.SampleCluster;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** {@code paasCheck} on sample systems. */
public class CheckStepTest {

  private static final String CANARY = "c4nary-passw0rd";

  @Rule public final JenkinsRule rule = new JenkinsRule();
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Platform platform = new Platform("staging");

  private WorkflowRun build(String script, Result expected) throws Exception {
    PaasConfiguration.get().setPlatforms(List.of(platform));
    WorkflowJob job = rule.createProject(WorkflowJob.class, "check");
    job.setDefinition(new CpsFlowDefinition(script, true));
    return rule.buildAndAssertStatus(expected, job);
  }

  private static CheckResult check(ReadinessReport report, String component) {
    return report.getChecks().stream()
        .filter(c -> c.getComponent().equals(component))
        .findFirst()
        .orElseThrow(() -> new AssertionError(component + " is not in " + report.getChecks()));
  }

  private static ReadinessReport report() {
    return LastAudits.get().of("staging").orElseThrow();
  }

  private static void credential(String id, String password) throws Exception {
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, id, id, "user", password));
  }

  @Test
  public void aPlatformWithNothingLacksAllSevenAndTheStepSucceeds() throws Exception {
    WorkflowRun run =
        build(
            "def r = paasCheck(platform: 'staging')\n"
                + "echo \"${r.outcome}: ${r.checks.size()}, ${r.checks[0].remedy}\"",
            Result.SUCCESS);
    List<String> needs =
        report().getChecks().stream().map(CheckResult::getNeed).distinct().toList();
    assertEquals(
        List.of(
            "Runtime and registry",
            "Cluster",
            "Data services",
            "Distributed storage",
            "Monitoring",
            "Logging",
            "Delivery"),
        needs);
    for (String component : List.of("Registry", "Kubernetes API", "Prometheus", "Alertmanager")) {
      assertEquals("missing", check(report(), component).getOutcome());
      assertEquals("not configured", check(report(), component).getEvidence());
      assertFalse(check(report(), component).isConfigured());
    }
    rule.assertLogContains("[paas:check] Cluster", run);
    rule.assertLogContains("→ Configure the prometheus of the platform.", run);
    rule.assertLogContains("Run paasCheck inside node { }", run);
  }

  @Test
  public void anUnknownPlatformFails() throws Exception {
    WorkflowRun run = build("paasCheck(platform: 'stagin')", Result.FAILURE);
    rule.assertLogContains("There is no platform 'stagin'. Did you mean 'staging'?", run);
  }

  @Test
  public void anUnknownArgumentFails() throws Exception {
    WorkflowRun run = build("paasCheck(platfrm: 'staging')", Result.FAILURE);
    rule.assertLogContains("id you mean 'platform'?", run);
  }

  @Test
  public void aClusterIsLookedAtInAllItsParts() throws Exception {
    try (SampleCluster cluster = SampleCluster.start(folder.getRoot().toPath())) {
      cluster.load(LockInReportTest.class, "alibaba.yaml");
      ClusterTarget target = new ClusterTarget(cluster.uri().toString());
      target.setCredentialsId("cluster");
      SystemCredentialsProvider.getInstance()
          .getCredentials()
          .add(
              new StringCredentialsImpl(
                  CredentialsScope.GLOBAL, "cluster", "", Secret.fromString(SampleCluster.TOKEN)));
      platform.setCluster(target);
      WorkflowRun run =
          build(
              "def r = paasCheck()\n"
                  + "echo \"vendors: ${r.lockIn.findAll { it.vendor }.collect { it.vendor }.toSet()}\"",
              Result.SUCCESS);
      rule.assertLogContains("vendors: [Alibaba Cloud]", run);
      rule.assertLogContains("→ a move touches the volumes", run);
      rule.assertLogNotContains(SampleCluster.TOKEN, run);
    }
    CheckResult api = check(report(), "Kubernetes API");
    assertEquals("degraded", api.getOutcome());
    assertTrue(api.getEvidence(), api.getEvidence().contains("stand-in"));
    CheckResult nodes = check(report(), "Nodes");
    assertEquals(nodes.getEvidence(), "degraded", nodes.getOutcome());
    assertTrue(
        nodes.getEvidence(),
        nodes.getEvidence().endsWith("not well: cn-hangzhou.172.16.0.12 (DiskPressure)"));
    assertEquals("ready", check(report(), "Rights").getOutcome());
    assertEquals("ready", check(report(), "Storage classes").getOutcome());
    assertEquals(
        "containerd://2.1.5 ×2", check(report(), "Container runtime of the nodes").getEvidence());
    CheckResult postgres = check(report(), "postgres (cloudnative-pg)");
    assertEquals("missing", postgres.getOutcome());
    assertFalse("nobody asked for it", postgres.isConfigured());
    assertTrue(postgres.getRemedy(), postgres.getRemedy().startsWith("Install CloudNativePG"));
  }

  @Test
  public void aWrongCredentialAStoppedSystemAndAMissingCredentialAreToldApart() throws Exception {
    credential("wrong", CANARY);
    URI stopped;
    try (FaultyServer server = FaultyServer.start()) {
      stopped = server.uri();
    }
    try (FaultyServer refusing =
        FaultyServer.start(
            request -> FaultyServer.answer(401, "no: " + request.headers().get("Authorization")))) {
      ElasticTarget elastic = new ElasticTarget(refusing.uri().toString());
      elastic.setCredentialsId("wrong");
      platform.setElastic(elastic);
      platform.setPrometheus(new PrometheusTarget(stopped.toString()));
      KibanaTarget kibana = new KibanaTarget(stopped.toString());
      kibana.setCredentialsId("gone");
      platform.setKibana(kibana);
      WorkflowRun run = build("node { paasCheck() }", Result.SUCCESS);
      rule.assertLogNotContains(CANARY, run);
      rule.assertLogContains("platform staging is missing in", run);
    }
    CheckResult wrong = check(report(), "Elasticsearch or OpenSearch");
    assertEquals("degraded", wrong.getOutcome());
    assertTrue(wrong.getEvidence(), wrong.getEvidence().contains("answered 401"));
    assertFalse(report().getJson(), report().getJson().contains(CANARY));
    assertEquals("Replace the secret of the credential, or choose another.", wrong.getRemedy());
    CheckResult gone = check(report(), "Prometheus");
    assertEquals("missing", gone.getOutcome());
    assertTrue(gone.isConfigured());
    assertEquals("Start it, or correct the platform's URL.", gone.getRemedy());
    CheckResult nobody = check(report(), "Kibana or Dashboards");
    assertEquals("degraded", nobody.getOutcome());
    assertTrue(nobody.getEvidence(), nobody.getEvidence().contains("'gone'"));
    // the agent was at hand
    assertTrue(check(report(), "Other builders of the agent").isConfigured());
  }

  @Test
  public void theReportHasAllFormsAndTheyAreWellFormed() throws Exception {
    ReadinessReport report =
        new ReadinessReport(
            "staging",
            "degraded",
            "2026-11-26T00:00:00Z",
            List.of(
                new CheckResult("Cluster", "Nodes", "ready", true, "3 <of> 3 \u0007", "", 4),
                new CheckResult("Cluster", "Rights", "degraded", true, "no \"list\"", "bind", 5),
                new CheckResult("Logging", "Kibana", "missing", false, "not configured", "", 0),
                new CheckResult("Logging", "Elastic", "unknown", true, "no answer", "look", 9)),
            List.of(),
            20);
    JsonNode json = new ObjectMapper().readTree(report.getJson());
    assertEquals("degraded", json.path("outcome").asText());
    assertEquals("bind", json.path("checks").path(1).path("remedy").asText());
    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(report.getJunitXml().getBytes(StandardCharsets.UTF_8)));
    assertEquals(4, xml.getElementsByTagName("testcase").getLength());
    Element failure = (Element) xml.getElementsByTagName("failure").item(0);
    assertEquals("degraded: no \"list\"", failure.getAttribute("message"));
    assertEquals("bind", failure.getTextContent());
    assertEquals(1, xml.getElementsByTagName("skipped").getLength());
    assertEquals(1, xml.getElementsByTagName("error").getLength());
    Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
    assertEquals("1", suite.getAttribute("failures"));
  }

  @Test
  public void theJunitStepTakesTheReport() throws Exception {
    try (FaultyServer server = FaultyServer.start()) {
      platform.setPrometheus(new PrometheusTarget(server.uri().toString()));
    }
    WorkflowRun run =
        build(
            "node { writeFile file: 'readiness.xml', text: paasCheck().junitXml\n"
                + "junit 'readiness.xml' }",
            Result.UNSTABLE);
    rule.assertLogContains("platform staging is missing", run);
  }
}
