package io.jenkins.plugins.paas.delivery;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.embedded.platform.gate.EmbeddedGate;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.wait.Deadline;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Test;

public class DeployStepTest extends GateBuilds {
  @Test
  public void aDeliveryIsFollowedToItsEnd() throws Exception {
    pipeline(
        "deploy",
        "[{'type':'wait','name':'Settle','refId':'1','waitTime':0.2},"
            + "{'type':'wait','name':'Last','refId':'2','requisiteStageRefIds':['1'],'waitTime':0}]",
        ",'parameterConfig':[{'name':'region','required':true,'hasOptions':true,"
            + "'options':[{'value':'eu'},{'value':'us'}]}],"
            + "'expectedArtifacts':[{'id':'img','matchArtifact':{'type':'docker/image','name':'.*shop/api'}},{'id':'db','displayName':'the"
            + " database','matchArtifact':{'type':'docker/image','name':'.*shop/db'}}]");
    script(
        "def d = paasDeploy(environment: 'production', pipeline: 'deploy', parameters: [region:"
            + " 'eu'], images: ['reg.example.com/shop/api@"
            + DIGEST
            + "'])\n"
            + "echo \"it is ${d.status}, ${d.stages.size()} stages, first ${d.stages[0].name},"
            + " ${d.url}\"");
    WorkflowRun run = j.buildAndAssertSuccess(job);
    String id = executionOf(run);
    j.assertLogContains(
        "it is SUCCEEDED, 2 stages, first Settle,"
            + " https://deck.example.com/#/applications/shop/executions/details/"
            + id,
        run);
    j.assertLogContains("[paas:deploy] stage 'Settle' (wait) succeeded after ", run);
    j.assertLogContains("no artifact matches the pipeline's expected artifact the database", run);
    j.assertLogNotContains("run-token", run);
    assertEquals(1, gate.executionsStarted());
  }

  @Test
  public void argumentsSurviveTheRoundTripAndDefaultsAreLeftOut() throws Exception {
    DescribableModel<DeployStep> model = DescribableModel.of(DeployStep.class);
    assertEquals(Map.of("pipeline", "p"), model.uninstantiate2(new DeployStep("p")).getArguments());
    Map<String, Object> arguments =
        Map.of(
            "pipeline",
            "p",
            "environment",
            "production",
            "parameters",
            Map.of("region", "eu"),
            "images",
            List.of("reg.example.com/api@" + DIGEST),
            "judgment",
            "stop",
            "onAbort",
            "leave",
            "wait",
            false,
            "timeoutMinutes",
            5);
    DeployStep step = model.instantiate(arguments, TaskListener.NULL);
    assertEquals(arguments, model.uninstantiate2(step).getArguments());
  }

  @Test
  public void anUnknownPipelineHasNeighbours() throws Exception {
    pipeline("deploy-production", "[]", "");
    j.assertLogContains(
        "Spinnaker application 'shop' has no pipeline 'deploy-prodution'."
            + " Did you mean 'deploy-production'?",
        fails("paasDeploy(pipeline: 'deploy-prodution')"));
    assertEquals(0, gate.executionsStarted());
  }

  @Test
  public void parametersAreComparedWithTheDeclaredOnes() throws Exception {
    pipeline(
        "p",
        "[]",
        ",'parameterConfig':[{'name':'version','required':true},"
            + "{'name':'region','hasOptions':true,'options':[{'value':'eu'}]}]");
    WorkflowRun run = fails("paasDeploy(pipeline: 'p', parameters: [regoin: 'eu', region: 'us'])");
    j.assertLogContains("no parameter 'regoin'. Did you mean 'region'?", run);
    j.assertLogContains("'us', which is not among its options: eu", run);
    j.assertLogContains("parameter 'version' is required", run);
    assertEquals(0, gate.executionsStarted());
  }

  @Test
  public void badArgumentsAreNamed() throws Exception {
    j.assertLogContains(
        "names no digest", fails("paasDeploy(pipeline: 'p', images: ['reg.example.com/api:1'])"));
    j.assertLogContains(
        "'judgment' is one of leave, input, continue, stop, not 'contine'. Did you mean 'continue'?",
        fails("paasDeploy(pipeline: 'p', judgment: 'contine')"));
    j.assertLogContains("'pipelin'", fails("paasDeploy(pipeline: 'p', pipelin: 'x')"));
  }

  @Test
  public void aFailureIsFollowedToItsDeepestCause() throws Exception {
    pipeline(
        "inner",
        "[{'type':'checkPreconditions','name':'Guard','refId':'1','preconditions':[{'type':'expression','context':{'expression':'false','failureMessage':'version"
            + " not allowed'}}]}]",
        ",'id':'inner'");
    pipeline(
        "outer",
        "[{'type':'pipeline','name':'Child','refId':'1','application':'shop','pipeline':'inner'}]",
        "");
    WorkflowRun run = fails("paasDeploy(pipeline: 'outer')");
    j.assertLogContains("ended TERMINAL: Child → pipeline inner → Guard", run);
    j.assertLogContains("version not allowed. See https://deck.example.com/", run);
  }

  @Test
  public void survivedFailuresMakeTheBuildUnstable() throws Exception {
    pipeline("p", "[{'type':'odd','name':'Odd','refId':'1','failPipeline':false}]", "");
    script("echo paasDeploy(pipeline: 'p').status");
    WorkflowRun run = j.buildAndAssertStatus(Result.UNSTABLE, job);
    j.assertLogContains("the build is unstable: Odd STOPPED", run);
  }

  @Test
  public void judgmentsAreAnswered() throws Exception {
    pipeline(
        "p", "[{'type':'manualJudgment','name':'Approve','refId':'1','instructions':'Look'}]", "");
    script("paasDeploy(pipeline: 'p', judgment: 'continue')");
    j.assertLogContains("awaits a judgment: Look", j.buildAndAssertSuccess(job));
    WorkflowRun run = fails("paasDeploy(pipeline: 'p', judgment: 'stop')");
    j.assertLogContains("the manual judgment was answered with stop by jenkins", run);
  }

  @Test
  public void aLostAnswerStartsNoSecondExecution() throws Exception {
    pipeline("p", "[{'type':'wait','name':'Short','refId':'1','waitTime':0}]", "");
    try (FaultyServer proxy = FaultyServer.inFrontOf(gate.uri())) {
      proxy.only("POST", "/pipelines/shop/p").then(FaultyServer.resetAfter());
      configure(proxy.uri().toString());
      script("paasDeploy(pipeline: 'p')");
      WorkflowRun run = j.buildAndAssertSuccess(job);
      j.assertLogContains("found what an earlier attempt started: execution", run);
      assertEquals(1, gate.executionsStarted());
    }
  }

  @Test
  public void theTriggerNamesTheBuild() throws Exception {
    pipeline(
        "p",
        "[{'type':'checkPreconditions','name':'Guard','refId':'1','preconditions':["
            + "{'type':'expression','context':{'expression':'${trigger[`ciJob`] == `release`}'}},"
            + "{'type':'expression','context':{'expression':'${trigger[`ciBuildNumber`] == `1`}'}},"
            + "{'type':'expression','context':{'expression':'${trigger[`ciCommit`] == `abc`}'}},"
            + "{'type':'expression','context':{'expression':'${trigger[`notes`] == `hello`}'}}]}]",
        "");
    script("withEnv(['GIT_COMMIT=abc']) { paasDeploy(pipeline: 'p', notes: 'hello') }");
    j.buildAndAssertSuccess(job);
  }

  @Test
  public void aRefusedCredentialNamesTheSetting() throws Exception {
    gate.close();
    gate = new EmbeddedGate(null, null, "another-token");
    configure(gate.uri().toString());
    WorkflowRun run = fails("paasDeploy(pipeline: 'p')");
    j.assertLogContains("It does not accept the credential", run);
    j.assertLogContains("platform 'staging', Spinnaker", run);
  }

  @Test
  public void nothingIsAwaitedWhenToldSo() throws Exception {
    pipeline("p", "[{'type':'wait','name':'Long','refId':'1','waitTime':600}]", "");
    script("echo \"got ${paasDeploy(pipeline: 'p', wait: false).id}\"");
    WorkflowRun run = j.buildAndAssertSuccess(job);
    j.assertLogContains("got " + executionOf(run), run);
  }

  @Test
  public void aSupersededExecutionIsCalledSo() throws Exception {
    pipeline("p", "[{'type':'wait','refId':'1','waitTime':600}]", ",'limitConcurrent':true");
    try (GateClient client = client()) {
      var config = client.pipelineConfigs("shop").get(0);
      client.trigger(config, Map.of());
      script("paasDeploy(pipeline: 'p')");
      WorkflowRun run = job.scheduleBuild2(0).waitForStart();
      j.waitForMessage("is queued", run);
      client.trigger(config, Map.of());
      j.assertBuildStatus(Result.FAILURE, j.waitForCompletion(run));
      j.assertLogContains("was superseded", run);
    }
  }

  @Test
  public void anUnreachableGateNamesEndpointAndSetting() throws Exception {
    configure("http://127.0.0.1:1");
    Deadline deadline = Deadline.after(Duration.ofSeconds(60));
    WorkflowRun run = fails("paasDeploy(pipeline: 'p')");
    assertTrue("it gave up late", !deadline.expired());
    j.assertLogContains("http://127.0.0.1:1/", run);
    j.assertLogContains("platform 'staging', Spinnaker (Manage Jenkins, System, PaaS)", run);
  }
}
