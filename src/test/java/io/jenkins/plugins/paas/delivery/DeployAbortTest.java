package io.jenkins.plugins.paas.delivery;

import static org.junit.Assert.assertEquals;

import hudson.model.Result;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.wait.Deadline;
import io.jenkins.plugins.paas.delivery.gate.ExecutionStatus;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Test;

/** What an abort leaves in Spinnaker. */
public class DeployAbortTest extends GateBuilds {
  @Test
  public void anAbortCancelsTheExecution() throws Exception {
    pipeline("p", "[{'type':'wait','name':'Long','refId':'1','waitTime':600}]", "");
    script("paasDeploy(pipeline: 'p')");
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    j.waitForMessage("stage 'Long' (wait) running", run);
    run.doStop();
    j.assertBuildStatus(Result.ABORTED, j.waitForCompletion(run));
    j.assertLogContains("has ended: CANCELED", run);
    try (GateClient client = client()) {
      var execution = client.execution(executionOf(run));
      assertEquals(ExecutionStatus.CANCELED, execution.status());
      assertEquals("Jenkins build release #1 was aborted", execution.cancellationReason());
    }
  }

  @Test
  public void anAbortFindsWhatAnUnansweredTriggerStarted() throws Exception {
    pipeline("p", "[{'type':'wait','name':'Long','refId':'1','waitTime':600}]", "");
    try (FaultyServer proxy = FaultyServer.inFrontOf(gate.uri())) {
      proxy.only("POST", "/pipelines/shop/p").then(FaultyServer.silentAfter());
      configure(proxy.uri().toString());
      script("paasDeploy(pipeline: 'p')");
      WorkflowRun run = job.scheduleBuild2(0).waitForStart();
      Deadline deadline = Deadline.after(Duration.ofSeconds(20));
      while (gate.executionsStarted() == 0 && !deadline.expired()) {
        Thread.onSpinWait();
      }
      run.doStop();
      j.assertBuildStatus(Result.ABORTED, j.waitForCompletion(run));
      j.assertLogContains("has ended: CANCELED", run);
      assertEquals(1, gate.executionsStarted());
    }
  }

  @Test
  public void aCancelThatFailsIsRepeated() throws Exception {
    pipeline("p", "[{'type':'wait','name':'Long','refId':'1','waitTime':600}]", "");
    try (FaultyServer proxy = FaultyServer.inFrontOf(gate.uri())) {
      proxy
          .only("PUT", "/cancel")
          .then(FaultyServer.resetBefore(), FaultyServer.answer(503, "{\"message\":\"shed\"}"));
      configure(proxy.uri().toString());
      script("paasDeploy(pipeline: 'p')");
      WorkflowRun run = job.scheduleBuild2(0).waitForStart();
      j.waitForMessage("stage 'Long' (wait) running", run);
      run.doStop();
      j.assertBuildStatus(Result.ABORTED, j.waitForCompletion(run));
      j.assertLogContains("has ended: CANCELED", run);
    }
  }

  @Test
  public void anAbortMayLeaveTheExecution() throws Exception {
    pipeline("p", "[{'type':'wait','name':'Long','refId':'1','waitTime':600}]", "");
    script("paasDeploy(pipeline: 'p', onAbort: 'leave')");
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    j.waitForMessage("stage 'Long' (wait) running", run);
    run.doStop();
    j.assertBuildStatus(Result.ABORTED, j.waitForCompletion(run));
    try (GateClient client = client()) {
      assertEquals(ExecutionStatus.RUNNING, client.execution(executionOf(run)).status());
    }
  }
}
