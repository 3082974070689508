package io.jenkins.plugins.paas.logging;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpServer;
import hudson.ExtensionList;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.embedded.platform.shipper.PodLogShipper;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.ElasticTarget;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.step.Evidence;
import io.jenkins.plugins.paas.step.EvidenceStore;
import io.jenkins.plugins.paas.testing.FakeCluster;
import io.jenkins.plugins.paas.testing.SharedElasticsearch;
import io.jenkins.plugins.paas.testing.SharedOpenSearch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

public class LogsStepTest {

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private final String target = "logs-" + UUID.randomUUID().toString().substring(0, 8) + "-step";
  private FakeCluster cluster;
  private WorkflowJob job;

  @Before
  public void start() throws Exception {
    cluster = new FakeCluster();
    job = j.createProject(WorkflowJob.class, "release");
  }

  @After
  public void stop() throws IOException {
    LogsExecution.minuteMillis = 60_000;
    cluster.close();
  }

  private void configure(URI elastic) {
    Platform platform = new Platform("staging");
    platform.setElastic(new ElasticTarget(elastic.toString()));
    platform.setCluster(new ClusterTarget(cluster.uri().toString()));
    PaasConfiguration.get().setPlatforms(List.of(platform));
  }

  private void script(String text) throws Exception {
    job.setDefinition(new CpsFlowDefinition(text, true));
  }

  private WorkflowRun fails(String text) throws Exception {
    script(text);
    return j.buildAndAssertStatus(Result.FAILURE, job);
  }

  @Test
  public void directLineArrivesAndTheLogSaysWhatItProves() throws Exception {
    configure(SharedOpenSearch.uri());
    script(
        "node { writeFile file: 'ingest.json', text:"
            + " '{\"processors\":[{\"set\":{\"field\":\"a\",\"value\":1}}]}'\n"
            + "def l = paasLogs(target: '"
            + target
            + "', pipeline: 'ingest.json')\n"
            + "echo \"it is in ${l.index} as ${l.documentId.length() > 5}\" }");
    WorkflowRun run = j.buildAndAssertSuccess(job);
    j.assertLogContains("it is in .ds-" + target + "-000001 as true", run);
    j.assertLogContains("[paas:logs] OpenSearch 2.19.1 at ", run);
    j.assertLogContains("[paas:logs] ingest pipeline " + target + " created", run);
    j.assertLogContains("[paas:logs] data stream " + target + " created", run);
    j.assertLogContains("that proves the target, not the shipper", run);
    run = j.buildAndAssertSuccess(job);
    j.assertLogContains("[paas:logs] index template paas-" + target + " unchanged", run);
  }

  @Test
  public void aliasIsMadeOnElasticsearchWithoutDataStreamsAndItsOldIndicesAreRemoved()
      throws Exception {
    configure(SharedElasticsearch.uri());
    j.assertLogContains(
        "retention 14d cannot be kept: Elasticsearch 7.10.2",
        fails("paasLogs(target: '" + target + "', retention: '14d')"));
    script("echo paasLogs(target: '" + target + "', retention: '14d', retentionJob: true).index");
    WorkflowRun run = j.buildAndAssertSuccess(job);
    j.assertLogContains("[paas:logs] plan: create alias " + target, run);
    j.assertLogContains("removes indices older than 14d, each time it runs", run);
    j.assertLogContains("[paas:logs] alias " + target + " created", run);
    j.assertLogContains("\n" + target + "-000001\n", run);
    j.assertLogContains("[paas:logs] alias " + target + " unchanged", j.buildAndAssertSuccess(job));
  }

  @Test
  public void lineGoesThroughTheApplicationAndItsShipper() throws Exception {
    URI opensearch = SharedOpenSearch.uri();
    configure(opensearch);
    Path pods = Files.createDirectory(folder.getRoot().toPath().resolve("pods"));
    Path log = pods.resolve("shop-staging_api-1_api.log");
    HttpServer application =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 8);
    application.createContext(
        "/healthz",
        exchange -> {
          Files.writeString(
              log,
              exchange.getRequestURI().getQuery() + "\n",
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    application.start();
    int port = application.getAddress().getPort();
    cluster.pod(
        "shop-staging",
        "api-1",
        "127.0.0.1",
        "\"paas.jenkins.io/log-target\":\""
            + target
            + "\",\"paas.jenkins.io/log-nonce\":\"http://:"
            + port
            + "/healthz?nonce=\"");
    EvidenceStore provisioned = new Provisioned();
    ExtensionList.lookup(EvidenceStore.class).add(0, provisioned);
    try (PodLogShipper shipper =
        new PodLogShipper(pods, opensearch, (namespace, pod) -> Optional.of(target))) {
      script("paasLogs(target: '" + target + "')");
      WorkflowRun run = j.buildAndAssertSuccess(job);
      j.assertLogContains("was written by GET http://127.0.0.1:" + port + "/healthz?nonce=", run);
      j.assertLogContains("of pod shop-staging/api-1", run);
      assertEquals(1, shipper.shipped());
    } finally {
      ExtensionList.lookup(EvidenceStore.class).remove(provisioned);
      application.stop(0);
    }
  }

  @Test
  public void lineThatNoShipperTakesIsExplained() throws Exception {
    configure(SharedOpenSearch.uri());
    HttpServer application =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 8);
    application.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    application.start();
    cluster.pod(
        "shop-staging",
        "api-1",
        "127.0.0.1",
        "\"paas.jenkins.io/log-target\":\""
            + target
            + "\",\"paas.jenkins.io/log-nonce\":\"http://:"
            + application.getAddress().getPort()
            + "/log?nonce=\"");
    EvidenceStore provisioned = new Provisioned();
    ExtensionList.lookup(EvidenceStore.class).add(0, provisioned);
    LogsExecution.minuteMillis = 3000;
    try {
      WorkflowRun run = fails("paasLogs(target: '" + target + "', timeoutMinutes: 1)");
      j.assertLogContains("did not arrive in " + target, run);
      j.assertLogContains("no other line arrived since it was written", run);
      j.assertLogNotContains("\tat io.jenkins", run);
    } finally {
      ExtensionList.lookup(EvidenceStore.class).remove(provisioned);
      application.stop(0);
    }
  }

  @Test
  public void rejectedLineIsExplained() throws Exception {
    configure(SharedOpenSearch.uri());
    WorkflowRun run =
        fails(
            "node { writeFile file: 't.json', text:"
                + " '{\"mappings\":{\"properties\":{\"message\":{\"type\":\"long\"}}}}'\n"
                + "paasLogs(target: '"
                + target
                + "', template: 't.json') }");
    j.assertLogContains("failed to parse field [message] of type [long]", run);
    j.assertLogContains("Change the template's mappings or the pipeline", run);
  }

  @Test
  public void wrongArgumentsAreRefused() throws Exception {
    configure(URI.create("http://127.0.0.1:1"));
    j.assertLogContains("is no name of a data stream", fails("paasLogs(target: 'Logs-Shop')"));
    j.assertLogContains("at least 1", fails("paasLogs(target: 'logs', timeoutMinutes: 0)"));
    j.assertLogContains(
        "retention '14 days' is no duration",
        fails("paasLogs(target: 'logs', retention: '14 days')"));
    j.assertLogContains(
        "retentionJob needs a retention", fails("paasLogs(target: 'logs', retentionJob: true)"));
    j.assertLogContains("id you mean 'pipeline'?", fails("paasLogs(target: 'logs', pipline: 'x')"));
    j.assertLogContains(
        "The file 'absent.json' is not in the workspace",
        fails("node { paasLogs(target: 'logs', pipeline: 'absent.json') }"));
  }

  @Test
  public void whatAServerAnswersInsteadIsExplained() throws Exception {
    for (List<String> one :
        List.of(
            List.of("200", "<html>sign in</html>", "/"),
            List.of("401", "{}", "401"),
            List.of("403", "<html>forbidden</html>", "403"))) {
      try (FaultyServer server =
          FaultyServer.start(
              request -> FaultyServer.answer(Integer.parseInt(one.get(0)), one.get(1)))) {
        configure(server.uri());
        WorkflowRun run = fails("paasLogs(target: 'logs')");
        j.assertLogContains(server.uri().toString(), run);
        j.assertLogContains(one.get(2), run);
        j.assertLogNotContains("\tat io.jenkins", run);
        assertEquals("it decides at once", 1, server.requests().size());
      }
    }
  }

  @Test
  public void busyAndSilentServersAreAskedAgainUntilTheTimeIsOver() throws Exception {
    LogsExecution.minuteMillis = 2500;
    for (FaultyServer.Fault fault :
        List.of(
            FaultyServer.answer(429, "{}"),
            FaultyServer.answer(503, "<html>busy</html>"),
            FaultyServer.resetBefore())) {
      try (FaultyServer server = FaultyServer.start(request -> fault)) {
        configure(server.uri());
        WorkflowRun run = fails("paasLogs(target: 'logs', timeoutMinutes: 1)");
        j.assertLogContains("Trying again.", run);
        j.assertLogContains(server.uri().toString(), run);
        assertTrue(fault.name(), server.requests().size() > 1);
      }
    }
  }

  @Test
  public void anotherServerIsNamed() throws Exception {
    try (FakeCluster notElastic = new FakeCluster()) {
      configure(notElastic.uri());
      j.assertLogContains(notElastic.uri().toString(), fails("paasLogs(target: 'logs')"));
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
