package io.jenkins.plugins.paas.logging;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.ExtensionList;
import hudson.model.Result;
import hudson.model.Run;
import hudson.util.Secret;
import io.jenkins.embedded.platform.process.LocalServices;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.logging.shipper.PodAnnotations;
import io.jenkins.plugins.paas.logging.shipper.RsyslogSnippet;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.ElasticTarget;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.step.Evidence;
import io.jenkins.plugins.paas.step.EvidenceStore;
import io.jenkins.plugins.paas.testing.FakeCluster;
import io.jenkins.plugins.paas.testing.RealRsyslog;
import io.jenkins.plugins.paas.testing.SampleCluster;
import io.jenkins.plugins.paas.testing.SharedOpenSearch;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

public class ShippersTest {

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private final String target = "logs-" + UUID.randomUUID().toString().substring(0, 8) + "-ship";
  private final EvidenceStore provisioned = new Provisioned();
  private FakeCluster cluster;
  private WorkflowJob job;

  @Before
  public void start() throws Exception {
    cluster = new FakeCluster();
    job = j.createProject(WorkflowJob.class, "release");
    ExtensionList.lookup(EvidenceStore.class).add(0, provisioned);
  }

  @After
  public void stop() throws Exception {
    ExtensionList.lookup(EvidenceStore.class).remove(provisioned);
    cluster.close();
  }

  private void configure(URI elastic) {
    Platform platform = new Platform("staging");
    platform.setElastic(new ElasticTarget(elastic.toString()));
    platform.setCluster(new ClusterTarget(cluster.uri().toString()));
    PaasConfiguration.get().setPlatforms(List.of(platform));
  }

  private WorkflowRun ends(Result result, String text) throws Exception {
    job.setDefinition(new CpsFlowDefinition(text, true));
    return j.buildAndAssertStatus(result, job);
  }

  private String logs(String shipper) {
    return "paasLogs(target: '" + target + "', shipper: " + shipper + ")";
  }

  @Test
  public void lineArrivesThroughTheInputOfARealRsyslog() throws Exception {
    URI elastic = SharedOpenSearch.uri();
    configure(elastic);
    cluster.pod("shop-staging", "api-1", "127.0.0.1", "\"a\":\"b\"");
    int port = LocalServices.freePort();
    String input = "127.0.0.1:" + port;
    ends(
        Result.SUCCESS,
        "node { paasLogs(target: '"
            + target
            + "', verify: false, shipper: rsyslog(file: 'r.conf', input: '"
            + input
            + "'))\n"
            + "echo readFile('r.conf') }");
    try (RealRsyslog rsyslog =
        new RealRsyslog(
            folder.getRoot().toPath(), RsyslogSnippet.of(target, elastic, port, false), port)) {
      WorkflowRun run = ends(Result.SUCCESS, logs("rsyslog(input: '" + input + "')"));
      j.assertLogContains("was written to the input " + input + " of rsyslog", run);
      j.assertLogContains("searchIndex=\"" + target + "\"", run);
      j.assertLogContains("line found in " + target, run);
      j.assertLogContains(
          "the message is whole",
          ends(
              Result.SUCCESS,
              "def g = paasLogGate(target: '"
                  + target
                  + "', query: 'message:arrival AND host.name:jenkins', max: 1)\n"
                  + "echo g.samples[0].message.contains('arrival proof paas')"
                  + " ? 'the message is whole' : g.samples.toString()"));
    }
    j.assertLogContains(
        "The shipper's input " + input + " takes no line",
        ends(Result.FAILURE, logs("rsyslog(input: '" + input + "')")));
  }

  @Test
  public void filebeatIsInForceOnceThePodsHaveItsAnnotations() throws Exception {
    configure(SharedOpenSearch.uri());
    String own = "\"paas.jenkins.io/log-target\":\"" + target + "\"";
    cluster.pod("shop-staging", "api-1", "127.0.0.1", "\"a\":\"b\"");
    j.assertLogContains(
        "shipper filebeat is not in force: no pod of this build's environments",
        ends(Result.SUCCESS, logs("filebeat()")));
    cluster.pod("shop-staging", "api-1", "127.0.0.1", own);
    WorkflowRun run = ends(Result.SUCCESS, logs("filebeat(multiline: '^[0-9]')"));
    j.assertLogContains("the template of pod shop-staging/api-1 lacks:", run);
    j.assertLogContains("  co.elastic.logs/enabled: 'true'", run);
    j.assertLogContains("\"index\":\"" + target + "\"", run);
    StringBuilder annotations = new StringBuilder(own);
    PodAnnotations.filebeat(target, "^[0-9]")
        .wanted()
        .forEach(
            (name, value) ->
                annotations.append(",\"%s\":\"%s\"".formatted(name, value.replace("\"", "\\\""))));
    cluster.pod("shop-staging", "api-1", "127.0.0.1", annotations.toString());
    j.assertLogContains(
        "shipper filebeat in force: pod shop-staging/api-1 has its annotations",
        ends(Result.SUCCESS, logs("filebeat(multiline: '^[0-9]')")));
  }

  @Test
  public void fluentBitIsToldByAnnotations() throws Exception {
    configure(SharedOpenSearch.uri());
    cluster.pod(
        "shop-staging",
        "api-1",
        "127.0.0.1",
        "\"paas.jenkins.io/log-target\":\"" + target + "\",\"fluentbit.io/parser\":\"json\"");
    WorkflowRun run = ends(Result.SUCCESS, logs("fluentBit(parser: 'json')"));
    j.assertLogContains("shipper fluentBit in force: pod shop-staging/api-1", run);
    j.assertLogContains("Index " + target + ", Suppress_Type_Name On", run);
  }

  @Test
  public void fakeOfElasticsearch8GetsALogstashPipelineOnce() throws Exception {
    String pipeline = "input { tcp { port => 5000 } }";
    try (FaultyServer elastic =
        FaultyServer.start(
            request ->
                switch (request.method() + " " + request.path().replaceFirst("\\?.*", "")) {
                  case "GET /" ->
                      FaultyServer.answer(
                          200,
                          "{\"version\":{\"number\":\"8.19.3\",\"build_flavor\":\"default\"},"
                              + "\"tagline\":\"You Know, for Search\"}");
                  case "GET /_logstash/pipeline/kept" ->
                      FaultyServer.answer(200, "{\"kept\":{\"pipeline\":\"" + pipeline + "\"}}");
                  case "PUT /_logstash/pipeline/denied" ->
                      FaultyServer.answer(403, "{\"error\":{\"reason\":\"unauthorized\"}}");
                  default ->
                      request.method().equals("GET")
                          ? FaultyServer.answer(404, "{}")
                          : FaultyServer.answer(200, "{}");
                })) {
      configure(elastic.uri());
      String before = "node { writeFile file: 'l.conf', text: '" + pipeline + "'\n";
      String call = "paasLogs(target: 'logs-shop', verify: false, shipper: logstash(";
      j.assertLogContains(
          "shipper logstash in force: pipeline logs-shop created under central management",
          ends(Result.SUCCESS, before + call + "'l.conf')) }"));
      j.assertLogContains(
          "pipeline kept unchanged",
          ends(Result.SUCCESS, before + call + "file: 'l.conf', id: 'kept')) }"));
      j.assertLogContains(
          "the cluster privilege manage_logstash_pipelines",
          ends(Result.FAILURE, before + call + "file: 'l.conf', id: 'denied')) }"));
      assertEquals(1, elastic.count("PUT", "/_logstash/pipeline/logs-shop"));
      assertEquals(0, elastic.count("PUT", "/_logstash/pipeline/kept"));
      String sent =
          elastic.requests().stream()
              .filter(r -> r.path().equals("/_logstash/pipeline/logs-shop") && r.body().length > 0)
              .findFirst()
              .orElseThrow()
              .text();
      assertTrue(sent, sent.contains("\"pipeline_settings\":{}"));
      assertTrue(sent, sent.contains("\"username\":\"paas\""));
    }
  }

  @Test
  public void logstashConfigMapIsAppliedWhereTheBuildHasProvisioned() throws Exception {
    try (SampleCluster sample = SampleCluster.start(folder.newFolder().toPath())) {
      sample.create(
          List.of(
              Map.of(
                  "apiVersion",
                  "v1",
                  "kind",
                  "Secret",
                  "metadata",
                  Map.of("name", "s", "namespace", "shop-staging"))));
      SystemCredentialsProvider.getInstance()
          .getCredentials()
          .add(
              new StringCredentialsImpl(
                  CredentialsScope.GLOBAL, "cluster", "", Secret.fromString(SampleCluster.TOKEN)));
      Platform platform = new Platform("staging");
      platform.setElastic(new ElasticTarget(SharedOpenSearch.uri().toString()));
      ClusterTarget target = new ClusterTarget(sample.uri().toString());
      target.setCredentialsId("cluster");
      platform.setCluster(target);
      PaasConfiguration.get().setPlatforms(List.of(platform));
      String script =
          "node { writeFile file: 'l.conf', text: 'input {}'\n"
              + logs("logstashPipeline(file: 'l.conf', configMap: 'logstash-shop')")
              + " }";
      j.assertLogContains(
          "shipper logstash: ConfigMap shop-staging/logstash-shop created",
          ends(Result.SUCCESS, script));
      j.assertLogContains(
          "shipper logstash: ConfigMap shop-staging/logstash-shop unchanged",
          ends(Result.SUCCESS, script));
      try (KubeSession session = sample.open()) {
        KubeObject map =
            session.list(session.types().require("v1", "ConfigMap"), "shop-staging", "").get(0);
        assertEquals(Map.of(this.target + ".conf", "input {}"), map.map("data"));
      }
    }
  }

  @Test
  public void logstashWithoutCentralManagementIsExplained() throws Exception {
    configure(SharedOpenSearch.uri());
    j.assertLogContains(
        "Give logstash a configMap instead",
        ends(
            Result.FAILURE,
            "node { writeFile file: 'l.conf', text: 'input {}'\n"
                + logs("logstash('l.conf')")
                + " }"));
  }

  @Test
  public void wrongArgumentsAreRefused() throws Exception {
    configure(URI.create("http://127.0.0.1:1"));
    for (List<String> one :
        List.of(
            List.of("rsyslog(input: 'host')", "input 'host' must be host:port"),
            List.of("rsyslog(input: 'host:99999')", "must be host:port"),
            List.of("rsyslog(fiel: 'x')", "fiel"),
            List.of("logstash(file: 'x', id: '9')", "'9' is no id of a Logstash pipeline"),
            List.of("logstash(file: 'x', configMap: 'A b')", "is no name of a ConfigMap"))) {
      j.assertLogContains(one.get(1), ends(Result.FAILURE, logs(one.get(0))));
    }
  }

  /** What an earlier paasProvision of the build would have recorded. */
  private static final class Provisioned implements EvidenceStore {
    @Override
    public void record(Run<?, ?> run, Evidence evidence) {
      // the passport's own store keeps it
    }

    @Override
    public List<Evidence> of(Run<?, ?> run) {
      return List.of(new Evidence("environment", "ready", Map.of("namespace", "shop-staging"), 1));
    }
  }
}
