package io.jenkins.plugins.paas.delivery;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy;
import hudson.util.XStream2;
import io.jenkins.plugins.paas.delivery.gate.Execution;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import io.jenkins.plugins.paas.delivery.gate.Judgment;
import io.jenkins.plugins.paas.step.EvidenceStore;
import io.jenkins.plugins.paas.testing.Await;
import java.time.Duration;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Test;
import org.kohsuke.stapler.HttpResponses;
import org.springframework.security.access.AccessDeniedException;

/** Judgments that people answer on the build's page. */
public class JudgmentInputTest extends GateBuilds {

  private static final String JUDGED =
      "[{'type':'manualJudgment','name':'Approve','refId':'1','instructions':'Look at it',"
          + "'judgmentInputs':[{'value':'ship'},{'value':'hold'}]}]";

  private WorkflowRun asked() throws Exception {
    pipeline("p", JUDGED, "");
    script("paasDeploy(pipeline: 'p', judgment: 'input')");
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    j.waitForMessage("who holds PaaS/Deploy answers at ", run);
    return run;
  }

  private static DeliveryQuestion question(WorkflowRun run) throws Exception {
    return Await.until(
            Duration.ofSeconds(10),
            () -> DeliveryAction.of(run).getQuestions(),
            all -> !all.isEmpty(),
            () -> "a question")
        .get(0);
  }

  @Test
  public void theAnswerAndWhoGaveItGoToSpinnakerAndTheLog() throws Exception {
    WorkflowRun run = asked();
    DeliveryQuestion question = question(run);
    assertTrue(question.getText(), question.getText().contains("'Approve' of shop/p"));
    assertTrue(question.getText(), question.getText().contains("Look at it"));
    assertEquals(List.of("ship", "hold"), question.getChoices());
    DeliveryAction.of(run).doAnswer(question.getId(), "continue", "ship");
    String who = Jenkins.getAuthentication2().getName();
    j.assertBuildStatus(Result.SUCCESS, j.waitForCompletion(run));
    j.assertLogContains("stage 'Approve' judged: continue (ship) by " + who, run);
    try (GateClient client = client()) {
      var context = client.execution(executionOf(run)).stages().get(0).context();
      assertEquals("ship", context.path("judgmentInput").asText());
      assertEquals(who, context.path("ciJudge").asText());
    }
    assertTrue(
        j.jenkins.getExtensionList(EvidenceStore.class).get(0).of(run).stream()
            .anyMatch(e -> e.getKind().equals("judgment")));
  }

  @Test
  public void whoMayNotDeployMayNotAnswer() throws Exception {
    WorkflowRun run = asked();
    DeliveryQuestion question = question(run);
    DeliveryAction action = DeliveryAction.of(run);
    var strategy = new FullControlOnceLoggedInAuthorizationStrategy();
    strategy.setAllowAnonymousRead(true);
    j.jenkins.setAuthorizationStrategy(strategy);
    try (ACLContext ignored = ACL.as2(Jenkins.ANONYMOUS2)) {
      assertSame(action, action.getTarget()); // reading Jenkins implies PaaS/View
      assertThrows(
          AccessDeniedException.class, () -> action.doAnswer(question.getId(), "continue", null));
    }
    assertEquals(null, question.getVerdict());
    strategy.setAllowAnonymousRead(false);
    try (ACLContext ignored = ACL.as2(Jenkins.ANONYMOUS2)) {
      assertThrows(AccessDeniedException.class, action::getTarget);
    }
    assertThrows(
        HttpResponses.HttpResponseException.class,
        () -> action.doAnswer(question.getId(), "maybe", null));
    assertThrows(
        HttpResponses.HttpResponseException.class,
        () -> action.doAnswer(question.getId(), "continue", "neither"));
    assertThrows(
        HttpResponses.HttpResponseException.class,
        () -> action.doAnswer("another", "continue", null));
    action.doAnswer(question.getId(), "stop", null);
    action.doAnswer(question.getId(), "continue", "ship"); // too late
    j.assertBuildStatus(Result.FAILURE, j.waitForCompletion(run));
    j.assertLogContains("judged: stop by ", run);
  }

  @Test
  public void whatIsAnsweredInDeckIsAskedNoMore() throws Exception {
    WorkflowRun run = asked();
    question(run);
    try (GateClient client = client()) {
      Execution execution = client.execution(executionOf(run));
      client.judge(
          execution.id(), execution.stages().get(0).id(), new Judgment("continue", null, null));
    }
    j.assertBuildStatus(Result.SUCCESS, j.waitForCompletion(run));
    assertEquals(List.of(), DeliveryAction.of(run).getQuestions());
  }

  @Test
  public void questionsAreKeptWithTheBuild() throws Exception {
    DeliveryQuestion question = DeliveryQuestion.judgment("a/b", "Go?", null, List.of("x"));
    question.answer("continue", "x", "alice");
    XStream2 xstream = new XStream2();
    DeliveryQuestion read = (DeliveryQuestion) xstream.fromXML(xstream.toXML(question));
    assertEquals(
        List.of("a/b", "continue", "x", "alice"),
        List.of(read.getId(), read.getVerdict(), read.getChoice(), read.getBy()));
    assertEquals(List.of("continue", "stop"), read.getVerdicts());
  }
}
