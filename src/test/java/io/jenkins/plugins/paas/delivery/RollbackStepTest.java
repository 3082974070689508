package io.jenkins.plugins.paas.delivery;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import io.jenkins.plugins.paas.delivery.gate.Release;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Test;

/** Back to what was good, by Spinnaker's history and by passports. */
public class RollbackStepTest extends GateBuilds {

  private static final String GUARDED =
      "[{'type':'checkPreconditions','name':'Guard','refId':'1','preconditions':["
          + "{'type':'expression','context':{'expression':'${parameters.version != `bad`}'}}]}]";

  private WorkflowRun deliver(String version, Result result) throws Exception {
    String image = "reg.example.com/shop/api@sha256:" + version.substring(0, 1).repeat(64);
    script(
        "paasDeploy(environment: 'production', pipeline: 'deploy', parameters: [version: '"
            + version
            + "'], images: ['"
            + image
            + "'])");
    return j.buildAndAssertStatus(result, job);
  }

  private void pipeline() throws Exception {
    pipeline(
        "deploy",
        GUARDED.replace("${parameters.version != `bad`}", "${parameters.guard == `open`}"),
        ",'parameterConfig':[{'name':'version','required':true},"
            + "{'name':'guard','default':'open'}],"
            + "'expectedArtifacts':[{'id':'img','matchArtifact':{'type':'docker/image','name':'.*shop/api'}}]");
  }

  private WorkflowRun rollBack(String arguments, Result result) throws Exception {
    script("echo \"now ${paasRollback(environment: 'production'" + arguments + ").status}\"");
    return j.buildAndAssertStatus(result, job);
  }

  private Release newest() throws Exception {
    try (GateClient client = client()) {
      return client.releases("shop", "production").get(0);
    }
  }

  @Test
  public void theLastGoodReleaseIsHandedOverAgainAndThenTheOneBefore() throws Exception {
    pipeline();
    String first = executionOf(deliver("a1", Result.SUCCESS));
    String second = executionOf(deliver("b2", Result.SUCCESS));
    String third = executionOf(deliver("c3", Result.SUCCESS));
    WorkflowRun run = rollBack("", Result.SUCCESS);
    j.assertLogContains(
        "rolling shop in production back from execution " + third + " of pipeline deploy", run);
    j.assertLogContains(
        "to execution " + second + " of pipeline deploy (SUCCEEDED, build release#2", run);
    j.assertLogContains("found by Gate's history", run);
    j.assertLogContains("now SUCCEEDED", run);
    assertEquals("b2", newest().parameters().get("version"));
    assertEquals(third, newest().rolledBackFrom());
    assertEquals(List.of("reg.example.com/shop/api@sha256:" + "b".repeat(64)), newest().things());
    // not forward again to what was rolled back from
    j.assertLogContains("to execution " + first + " of", rollBack("", Result.SUCCESS));
    assertEquals("a1", newest().parameters().get("version"));
  }

  @Test
  public void aFailedDeliveryIsWhatIsThereNow() throws Exception {
    pipeline();
    String good = executionOf(deliver("a1", Result.SUCCESS));
    script(
        "paasDeploy(environment: 'production', pipeline: 'deploy', parameters: [version: 'x',"
            + " guard: 'shut'])");
    j.buildAndAssertStatus(Result.FAILURE, job);
    j.assertLogContains("to execution " + good + " of", rollBack("", Result.SUCCESS));
  }

  @Test
  public void aReleaseMayBeNamedByItsBuildOrItsExecution() throws Exception {
    pipeline();
    String first = executionOf(deliver("a1", Result.SUCCESS));
    deliver("b2", Result.SUCCESS);
    deliver("c3", Result.SUCCESS);
    j.assertLogContains("to execution " + first + " of", rollBack(", to: '#1'", Result.SUCCESS));
    deliver("d4", Result.SUCCESS);
    j.assertLogContains(
        "to execution " + first + " of", rollBack(", to: '" + first + "'", Result.SUCCESS));
    WorkflowRun run = rollBack(", to: '99'", Result.FAILURE);
    j.assertLogContains("there is no delivery '99'", run);
  }

  @Test
  public void nothingToGoBackToIsAnError() throws Exception {
    pipeline();
    WorkflowRun none = rollBack("", Result.FAILURE);
    j.assertLogContains("there is no earlier good release of shop to production", none);
    j.assertLogContains("the latest deliveries there: none", none);
    deliver("a1", Result.SUCCESS);
    j.assertLogContains("no earlier good release", rollBack("", Result.FAILURE));
    assertEquals(1, gate.executionsStarted());
  }

  @Test
  public void whatSpinnakersSearchHasForgottenIsFoundByThePassport() throws Exception {
    pipeline();
    String first = executionOf(deliver("a1", Result.SUCCESS));
    deliver("b2", Result.SUCCESS);
    try (FaultyServer proxy = FaultyServer.inFrontOf(gate.uri())) {
      Release newest = newest();
      String only =
          "[{\"id\":\""
              + newest.execution().id()
              + "\",\"application\":\"shop\",\"name\":\"deploy\",\"status\":\"SUCCEEDED\","
              + "\"trigger\":{\"environment\":\"production\"}}]";
      proxy
          .only("GET", "/executions/search?trigger=")
          .then(
              FaultyServer.answer(200, "[]"), // the key of this hand-over
              FaultyServer.answer(200, only),
              FaultyServer.answer(200, "[]"));
      configure(proxy.uri().toString());
      WorkflowRun run = rollBack("", Result.SUCCESS);
      j.assertLogContains("to execution " + first + " of", run);
      j.assertLogContains("found by a release passport", run);
    }
  }

  @Test
  public void aLostAnswerStartsNoSecondExecution() throws Exception {
    pipeline();
    deliver("a1", Result.SUCCESS);
    deliver("b2", Result.SUCCESS);
    try (FaultyServer proxy = FaultyServer.inFrontOf(gate.uri())) {
      proxy.only("POST", "/pipelines/shop/deploy").then(FaultyServer.resetAfter());
      configure(proxy.uri().toString());
      j.assertLogContains("found what an earlier attempt started", rollBack("", Result.SUCCESS));
      assertEquals(3, gate.executionsStarted());
    }
  }

  @Test
  public void argumentsSurviveTheRoundTrip() throws Exception {
    DescribableModel<RollbackStep> model = DescribableModel.of(RollbackStep.class);
    Map<String, Object> arguments = Map.of("environment", "production", "to", "#1");
    RollbackStep step = model.instantiate(arguments, TaskListener.NULL);
    assertEquals(arguments, model.uninstantiate2(step).getArguments());
    script("paasRollback(environment: '')");
    WorkflowRun run = j.buildAndAssertStatus(Result.FAILURE, job);
    j.assertLogContains("paasRollback: 'environment' names where to roll back", run);
    assertTrue(run.getResult() == Result.FAILURE);
  }
}
