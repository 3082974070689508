package io.jenkins.plugins.paas.step;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.ExtensionList;
import hudson.model.Result;
import io.jenkins.plugins.paas.testing.Await;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class BlockExecutionTest {

  @Rule public final JenkinsRule rule = new JenkinsRule();

  @Before
  public void register() {
    ExtensionList.lookup(StepDescriptor.class).add(new ProbeBlockStep.DescriptorImpl());
    ProbeBlockStep.EVENTS.clear();
  }

  @Test
  public void theBodySeesTheVariablesAndItsValueIsTheSteps() throws Exception {
    WorkflowRun run = build("echo 'is ' + probeBlock('good') { \"${env.PROBE}!\" }");
    rule.assertBuildStatus(Result.SUCCESS, run);
    rule.assertLogContains("is 42!", run);
    assertEquals(1, removals());
  }

  @Test
  public void theBodysErrorIsTheStepsAfterTheRemoval() throws Exception {
    WorkflowRun run = build("probeBlock('good') { error 'the body failed' }");
    rule.assertBuildStatus(Result.FAILURE, run);
    rule.assertLogContains("the body failed", run);
    assertEquals(1, removals());
  }

  @Test
  public void theBodysErrorIsNotHiddenByThatOfTheRemoval() throws Exception {
    WorkflowRun run =
        build(
            "try { probeBlock('stuck') { error 'first' } } catch (e) { echo 'got ' + e.message }");
    rule.assertBuildStatus(Result.SUCCESS, run);
    rule.assertLogContains("got first", run);
  }

  @Test
  public void aFailingRemovalFailsTheStepWhoseBodyWasFine() throws Exception {
    WorkflowRun run = build("probeBlock('stuck') { echo 'inside' }");
    rule.assertBuildStatus(Result.FAILURE, run);
    rule.assertLogContains("it could not be removed", run);
  }

  @Test
  public void whatCameUpBrokenIsRemovedThoughNoBodyRan() throws Exception {
    WorkflowRun run = build("probeBlock('broken') { echo 'inside' }");
    rule.assertBuildStatus(Result.FAILURE, run);
    rule.assertLogContains("it came up broken", run);
    rule.assertLogNotContains("inside", run);
    assertEquals(1, removals());
  }

  @Test
  public void anAbortBeforeTheBodyRemovesAndEnds() throws Exception {
    WorkflowRun run = abortAt("asked", "probeBlock('never ready') { echo 'inside' }");
    rule.assertBuildStatus(Result.ABORTED, run);
    rule.assertLogNotContains("inside", run);
    assertEquals(1, removals());
  }

  @Test
  public void anAbortDuringTheBodyRemovesOnceTheBodyHasEnded() throws Exception {
    WorkflowJob job = job("probeBlock('good') { echo 'inside'; sleep 20 }");
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    rule.waitForMessage("inside", run);
    run.doStop();
    rule.waitForCompletion(run);
    rule.assertBuildStatus(Result.ABORTED, run);
    assertEquals(1, removals());
  }

  @Test
  public void aTimeOutAroundTheBlockEndsItsBodyFirst() throws Exception {
    WorkflowRun run =
        build("timeout(time: 1, unit: 'SECONDS') { probeBlock('good') { sleep 20 } }");
    rule.assertBuildStatus(Result.ABORTED, run);
    assertEquals(1, removals());
  }

  @Test
  public void aFailureBesideItEndsTheBodyFirst() throws Exception {
    WorkflowRun run =
        build(
            "parallel(failFast: true, a: { probeBlock('good') { sleep 20 } },"
                + " b: { error 'beside' })");
    rule.assertBuildStatus(Result.FAILURE, run);
    assertTrue(removals() <= 1); // none where the block had not begun
  }

  @Test
  public void anAbortDuringTheRemovalStillEnds() throws Exception {
    WorkflowJob job = job("probeBlock('slow removal') { echo 'inside' }");
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    until(() -> removals() > 0);
    run.doStop();
    rule.waitForCompletion(run);
    rule.assertBuildStatus(Result.ABORTED, run);
    assertTrue(removals() > 3); // it was given its time
  }

  private WorkflowRun abortAt(String event, String script) throws Exception {
    WorkflowRun run = job(script).scheduleBuild2(0).waitForStart();
    until(() -> ProbeBlockStep.EVENTS.contains(event));
    run.doStop();
    return rule.waitForCompletion(run);
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    Await.until(Duration.ofSeconds(30), condition, b -> b, () -> "" + ProbeBlockStep.EVENTS);
  }

  private static int removals() {
    return Collections.frequency(ProbeBlockStep.EVENTS, "removing");
  }

  private WorkflowRun build(String script) throws Exception {
    return rule.waitForCompletion(job(script).scheduleBuild2(0).waitForStart());
  }

  private WorkflowJob job(String script) throws Exception {
    WorkflowJob job = rule.createProject(WorkflowJob.class);
    job.setDefinition(new CpsFlowDefinition(script, true));
    return job;
  }
}
