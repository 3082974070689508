package io.jenkins.plugins.paas.delivery;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import hudson.XmlFile;
import hudson.model.Result;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import io.jenkins.plugins.paas.delivery.lock.Turn;
import io.jenkins.plugins.paas.delivery.lock.TurnQueue;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.testing.Await;
import java.io.File;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Test;
import org.springframework.security.access.AccessDeniedException;

/** One delivery at a time to one place, and only while its window is open. */
public class DeliveryTurnTest extends GateBuilds {

  private static final String LONG = "[{'type':'wait','name':'Long','refId':'1','waitTime':600}]";
  private static final String SHORT = "[{'type':'wait','name':'S','refId':'1','waitTime':0}]";

  /** Opens on the other side of the year. */
  private static String closed() {
    int month = LocalDate.now(ZoneOffset.UTC).getMonthValue();
    return "0 0 1 " + (month > 6 ? month - 6 : month + 6) + " *";
  }

  private static void windows(String text) {
    PaasConfiguration configuration = PaasConfiguration.get();
    var platforms = configuration.getPlatforms();
    platforms.get(0).getSpinnaker().setDeploymentWindows(text);
    configuration.setPlatforms(platforms);
  }

  @Test
  public void theSecondDeliveryWaitsForTheFirst() throws Exception {
    pipeline("p", LONG, "");
    script("paasDeploy(pipeline: 'p', environment: 'production')");
    WorkflowRun first = job.scheduleBuild2(0).waitForStart();
    j.waitForMessage("stage 'Long' (wait) running", first);
    WorkflowRun second = job.scheduleBuild2(0).waitForStart();
    j.waitForMessage(
        "build release#1 delivers to staging/shop/production, next in the queue", second);
    WorkflowRun third = job.scheduleBuild2(0).waitForStart();
    j.waitForMessage("1 more before this one in the queue", third);
    assertEquals(1, gate.executionsStarted());
    second.doStop();
    j.assertBuildStatus(Result.ABORTED, j.waitForCompletion(second));
    try (GateClient client = client()) {
      client.cancel(executionOf(first), "enough");
    }
    j.assertBuildStatus(Result.FAILURE, j.waitForCompletion(first));
    j.waitForMessage("stage 'Long' (wait) running", third);
    third.doStop();
    j.assertBuildStatus(Result.ABORTED, j.waitForCompletion(third));
    assertEquals(2, gate.executionsStarted());
  }

  @Test
  public void otherPlacesDoNotWait() throws Exception {
    pipeline("p", SHORT, "");
    script(
        "parallel a: { paasDeploy(pipeline: 'p', environment: 'eu') }, b: { paasDeploy(pipeline:"
            + " 'p', environment: 'us') }");
    j.assertLogNotContains("in the queue", j.buildAndAssertSuccess(job));
  }

  @Test
  public void theQueueIsKeptOnDiskAndForgetsBuildsThatAreGone() throws Exception {
    TurnQueue queue = new TurnQueue(List.of());
    queue.join("staging/shop/production", "killed", "gone#7", 1);
    File file = new File(j.jenkins.getRootDir(), DeliveryLocks.class.getName() + ".xml");
    new XmlFile(file).write(new ArrayList<>(queue.turns()));
    pipeline("p", SHORT, "");
    script("paasDeploy(pipeline: 'p', environment: 'production')");
    j.buildAndAssertSuccess(job);
    assertEquals(List.of(), new XmlFile(file).read());
  }

  @Test
  public void whoHadTheLockStillHasItWhoeverComesFirst() {
    TurnQueue queue = new TurnQueue(List.of());
    assertTrue(queue.join("l", "a", "j#1", 1));
    assertTrue(queue.join("l", "b", "j#2", 2));
    assertTrue(queue.join("other", "c", "j#3", 3));
    TurnQueue read = new TurnQueue(queue.turns());
    assertEquals(List.of("a"), read.before("b").stream().map(Turn::key).toList());
    assertTrue("the place is kept", !read.join("l", "b", "j#2", 9));
    assertEquals(List.of(), read.before("c"));
    assertTrue(read.forget(build -> !build.equals("j#1")));
    assertEquals(List.of(), read.before("b"));
  }

  @Test
  public void aClosedWindowHoldsADeliveryUntilSomebodyOverrides() throws Exception {
    windows(closed());
    pipeline("p", SHORT, "");
    script("paasDeploy(pipeline: 'p')");
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    j.waitForMessage("the deployment window of platform 'staging' is closed until ", run);
    DeliveryAction action = DeliveryAction.of(run);
    DeliveryQuestion question =
        Await.until(
                Duration.ofSeconds(10), action::getQuestions, q -> !q.isEmpty(), () -> "a question")
            .get(0);
    assertEquals(0, gate.executionsStarted());
    var strategy = new FullControlOnceLoggedInAuthorizationStrategy();
    j.jenkins.setAuthorizationStrategy(strategy);
    try (ACLContext ignored = ACL.as2(Jenkins.ANONYMOUS2)) {
      assertThrows(
          AccessDeniedException.class, () -> action.doAnswer(question.getId(), "continue", null));
    }
    action.doAnswer(question.getId(), "continue", null);
    j.assertBuildStatus(Result.SUCCESS, j.waitForCompletion(run));
    j.assertLogContains("is closed, and overridden by ", run);
    assertEquals(1, gate.executionsStarted());
  }

  @Test
  public void anOpenWindowAsksNothing() throws Exception {
    windows("* * * * *");
    pipeline("p", SHORT, "");
    script("paasDeploy(pipeline: 'p')");
    WorkflowRun run = j.buildAndAssertSuccess(job);
    assertEquals(null, run.getAction(DeliveryAction.class));
  }
}
