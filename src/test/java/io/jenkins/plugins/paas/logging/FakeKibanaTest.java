package io.jenkins.plugins.paas.logging;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.ElasticTarget;
import io.jenkins.plugins.paas.platform.KibanaTarget;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.testing.SharedOpenSearch;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** On a fake that answers as Kibana's "Import saved objects" API says. */
public class FakeKibanaTest {

  private static final String DONE = "{\"success\":true,\"successCount\":2}";

  @Rule public JenkinsRule j = new JenkinsRule();

  private final String target = "logs-" + UUID.randomUUID().toString().substring(0, 8) + "-view";
  private volatile FaultyServer.Fault answer = FaultyServer.answer(200, DONE);
  private FaultyServer kibana;
  private WorkflowJob job;

  @Before
  public void start() throws Exception {
    kibana = FaultyServer.start(request -> answer);
    job = j.createProject(WorkflowJob.class, "release");
    configure(SharedOpenSearch.uri(), true);
  }

  @After
  public void stop() throws Exception {
    kibana.close();
  }

  private void configure(URI elastic, boolean withKibana) {
    Platform platform = new Platform("staging");
    platform.setElastic(new ElasticTarget(elastic.toString()));
    if (withKibana) {
      platform.setKibana(new KibanaTarget(kibana.uri().toString()));
    }
    PaasConfiguration.get().setPlatforms(List.of(platform));
  }

  private WorkflowRun ends(Result result, String text) throws Exception {
    job.setDefinition(new CpsFlowDefinition(text, true));
    return j.buildAndAssertStatus(result, job);
  }

  private String logs(String view) {
    return "paasLogs(target: '" + target + "', kibana: dataView(" + view + "))";
  }

  @Test
  public void dataViewAndExportAreImportedIntoTheSpaceAndLinked() throws Exception {
    WorkflowRun run =
        ends(
            Result.SUCCESS,
            "node { writeFile file: 'd.ndjson', text:"
                + " '{\"type\":\"dashboard\",\"id\":\"d\",\"attributes\":{\"title\":\"Shop\"}}\\n"
                + "{\"exportedCount\":1}\\n'\n"
                + "echo 'link ' + "
                + logs("space: 'shop', file: 'd.ndjson'")
                + ".link }");
    j.assertLogContains("data view and search of " + target + " created at ", run);
    j.assertLogContains("2 saved objects of d.ndjson imported", run);
    j.assertLogContains("link " + kibana.uri() + "/s/shop/app/discover#/?_g=(time:(from:'20", run);
    j.assertLogContains("index:'" + target + "'", run);
    assertEquals(2, kibana.requests().size());
    FaultyServer.Request ours = kibana.requests().get(0);
    assertEquals("/s/shop/api/saved_objects/_import", ours.path());
    assertEquals("true", ours.headers().get("kbn-xsrf"));
    assertTrue(
        ours.text(),
        ours.text()
            .contains(
                "{\"type\":\"index-pattern\",\"id\":\""
                    + target
                    + "\",\"attributes\":{\"title\":\""
                    + target
                    + "\",\"timeFieldName\":\"@timestamp\"}"));
    FaultyServer.Request exported = kibana.requests().get(1);
    assertEquals("/s/shop/api/saved_objects/_import?overwrite=true", exported.path());
    assertFalse(exported.text(), exported.text().contains("exportedCount"));
  }

  @Test
  public void objectsThatAreThereAreLeft() throws Exception {
    answer =
        FaultyServer.answer(
            200,
            "{\"success\":false,\"successCount\":0,\"errors\":[{\"id\":\"x\",\"type\":\"search\",\"error\":{\"type\":\"conflict\"}}]}");
    j.assertLogContains(
        "data view and search of " + target + " unchanged", ends(Result.SUCCESS, logs("")));
  }

  @Test
  public void refusalsAreExplained() throws Exception {
    answer = FaultyServer.answer(403, "{\"statusCode\":403}");
    j.assertLogContains("Saved Objects Management: all", ends(Result.FAILURE, logs("")));
    answer = FaultyServer.answer(404, "{\"statusCode\":404}");
    j.assertLogContains("Does the space exist", ends(Result.FAILURE, logs("space: 'nope'")));
    answer =
        FaultyServer.answer(
            200,
            "{\"success\":false,\"successCount\":0,\"errors\":[{\"id\":\"d\",\"type\":\"dashboard\",\"error\":{\"type\":\"missing_references\",\"references\":[{\"type\":\"index-pattern\",\"id\":\"old\"}]}}]}");
    j.assertLogContains(
        "dashboard d: missing references (index-pattern old)", ends(Result.FAILURE, logs("")));
    answer = FaultyServer.answer(200, "<html>login</html>");
    j.assertLogContains(kibana.uri().toString(), ends(Result.FAILURE, logs("")));
  }

  @Test
  public void busyServerIsAskedAgain() throws Exception {
    kibana.then(FaultyServer.answer(503, "Kibana server is not ready yet"));
    j.assertLogContains("Trying again.", ends(Result.SUCCESS, logs("")));
  }

  @Test
  public void wrongArgumentsAreRefused() throws Exception {
    j.assertLogContains(
        "space 'My Space' is no id", ends(Result.FAILURE, logs("space: 'My Space'")));
    String write = "node { writeFile file: 'd.ndjson', text: '%s'\n%s }";
    j.assertLogContains(
        "d.ndjson, line 1 is no JSON",
        ends(Result.FAILURE, write.formatted("title", logs("file: 'd.ndjson'"))));
    j.assertLogContains(
        "d.ndjson, line 1 is no saved object",
        ends(Result.FAILURE, write.formatted("{\"id\":1}", logs("file: 'd.ndjson'"))));
    configure(URI.create("http://127.0.0.1:1"), false);
    j.assertLogContains("Kibana", ends(Result.FAILURE, logs("")));
  }
}
