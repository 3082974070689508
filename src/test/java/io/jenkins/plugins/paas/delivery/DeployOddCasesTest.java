package io.jenkins.plugins.paas.delivery;

import static org.junit.Assert.assertEquals;

import hudson.model.Result;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Test;

/** Pipelines that are odd, and executions that others interfere with. */
public class DeployOddCasesTest extends GateBuilds {
  private static final String SHORT = "[{'type':'wait','name':'S','refId':'1','waitTime':0}]";

  @Test
  public void aDisabledPipelineIsNotStarted() throws Exception {
    pipeline("p", SHORT, ",'disabled':true");
    j.assertLogContains(
        "Spinnaker pipeline shop/p is disabled. Enable it in Spinnaker first.",
        fails("paasDeploy(pipeline: 'p')"));
    assertEquals(0, gate.executionsStarted());
  }

  @Test
  public void namesThatPathsCannotHoldAreStartedAllTheSame() throws Exception {
    String[] names = {"to prod/eu", "50%;x", "a#b?c", "zürich +1"};
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      pipeline(name, SHORT, "");
      text.append("echo paasDeploy(pipeline: '").append(name).append("').status\n");
    }
    script(text.toString());
    WorkflowRun run = j.buildAndAssertSuccess(job);
    for (String name : names) {
      j.assertLogContains(" of shop/" + name + " succeeded", run);
    }
    assertEquals(names.length, gate.executionsStarted());
  }

  @Test
  public void anImageThatThePipelineDoesNotExpectIsNamed() throws Exception {
    pipeline("p", SHORT, "");
    String image = "reg.example.com/shop/api@" + DIGEST;
    script("paasDeploy(pipeline: 'p', images: ['" + image + "'])");
    j.assertLogContains(
        "artifact " + image + " matches no expected artifact of the pipeline",
        j.buildAndAssertSuccess(job));
  }

  @Test
  public void aFailureThatThePipelineGoesOnAfterMakesTheBuildUnstable() throws Exception {
    pipeline(
        "p",
        "[{'type':'odd','name':'Odd','refId':'1','failPipeline':false,'continuePipeline':true},"
            + "{'type':'wait','name':'S','refId':'2','requisiteStageRefIds':['1'],'waitTime':0}]",
        "");
    script("echo \"it is ${paasDeploy(pipeline: 'p').status}\"");
    WorkflowRun run = j.buildAndAssertStatus(Result.UNSTABLE, job);
    j.assertLogContains("the build is unstable: Odd FAILED_CONTINUE", run);
    j.assertLogContains("it is SUCCEEDED", run);
  }

  @Test
  public void whoCanceledInSpinnakerIsNamed() throws Exception {
    pipeline("p", "[{'type':'wait','name':'Long','refId':'1','waitTime':600}]", "");
    script("paasDeploy(pipeline: 'p')");
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    j.waitForMessage("stage 'Long' (wait) running", run);
    try (GateClient client = client()) {
      client.cancel(executionOf(run), "not today");
    }
    j.assertBuildStatus(Result.FAILURE, j.waitForCompletion(run));
    j.assertLogContains("was canceled by test: not today", run);
  }
}
