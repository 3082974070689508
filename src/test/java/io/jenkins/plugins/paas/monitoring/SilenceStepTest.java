package io.jenkins.plugins.paas.monitoring;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.AlertmanagerTarget;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The step against a fake Alertmanager, written from its documentation. */
public class SilenceStepTest {

  private static final String SILENCE = "paasSilence(matchers: [application: 'shop']";

  @Rule public JenkinsRule j = new JenkinsRule();

  private FaultyServer alertmanager;
  private WorkflowJob job;
  private volatile String state = "active";

  @Before
  public void start() throws Exception {
    alertmanager =
        FaultyServer.start(
            request -> {
              if (request.method().equals("POST")) {
                return FaultyServer.answer(200, "{\"silenceID\":\"s-1\"}");
              }
              if (request.method().equals("DELETE")) {
                state = "expired";
                return FaultyServer.answer(200, "");
              }
              return FaultyServer.answer(
                  200, request.path().endsWith("silences") ? "[]" : document());
            });
    configure(alertmanager.uri());
    job = j.createProject(WorkflowJob.class, "release");
  }

  private String document() {
    return "{\"id\":\"s-1\",\"status\":{\"state\":\""
        + state
        + "\"},\"startsAt\":\"2026-01-01T00:00:00.000Z\",\"endsAt\":\""
        + Instant.now().plusSeconds(60)
        + "\"}";
  }

  private static void configure(URI uri) {
    Platform platform = new Platform("staging");
    platform.setAlertmanager(uri == null ? null : new AlertmanagerTarget(uri.toString()));
    PaasConfiguration.get().setPlatforms(List.of(platform));
  }

  @After
  public void stop() throws IOException {
    SilenceExecution.minuteMillis = 60_000;
    alertmanager.close();
  }

  private WorkflowRun build(Result result, String text) throws Exception {
    job.setDefinition(new CpsFlowDefinition(text, true));
    return j.buildAndAssertStatus(result, job);
  }

  private long posts() {
    return alertmanager.count("POST", "/api/v2/silences");
  }

  private long deletes() {
    return alertmanager.count("DELETE", "/api/v2/silence/s-1");
  }

  @Test
  public void theBodyIsSilencedAndNothingAfterIt() throws Exception {
    WorkflowRun run =
        build(
            Result.SUCCESS,
            "def v = "
                + SILENCE
                + ", comment: 'a release') { echo \"in $PAAS_SILENCE\"\nreturn 7 }\necho \"got $v\"");
    j.assertLogContains("silence s-1 of {application=\"shop\"} until ", run);
    j.assertLogContains("in s-1", run);
    j.assertLogContains("got 7", run);
    j.assertLogContains("silence s-1 ended", run);
    assertEquals(1, posts());
    assertEquals(1, deletes());
    String made = alertmanager.requests().get(1).text();
    assertTrue(made, made.contains("\"comment\":\"a release, while release #1 runs [jenkins:"));
    assertTrue(made, made.contains("\"isRegex\":false"));
  }

  @Test
  public void itIsRenewedWhileTheBodyRuns() throws Exception {
    SilenceExecution.minuteMillis = 900;
    job.setDefinition(
        new CpsFlowDefinition(SILENCE + ", leaseMinutes: 1) { input 'go on?' }", true));
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    Await.until(Duration.ofSeconds(30), this::posts, n -> n > 3, () -> "it should be renewed");
    String renewal =
        alertmanager.requests().stream()
            .filter(r -> r.method().equals("POST"))
            .skip(1)
            .findFirst()
            .orElseThrow()
            .text();
    assertTrue(renewal, renewal.contains("\"id\":\"s-1\""));
    run.doStop();
    j.waitForCompletion(run);
    j.assertBuildStatus(Result.ABORTED, run);
    assertEquals("an abort ends it too", 1, deletes());
  }

  @Test
  public void whoEndsItIsRespected() throws Exception {
    SilenceExecution.minuteMillis = 900;
    job.setDefinition(
        new CpsFlowDefinition(SILENCE + ", leaseMinutes: 1) { input 'go on?' }", true));
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    Await.until(Duration.ofSeconds(30), this::posts, n -> n > 0, () -> "it should be made");
    // as a lease that ends later, ended by hand
    SilenceExecution.minuteMillis = 60_000;
    state = "expired";
    j.waitForMessage("was ended by somebody", run);
    run.doStop();
    j.waitForCompletion(run);
  }

  @Test
  public void aFailingBodyEndsItToo() throws Exception {
    WorkflowRun run = build(Result.FAILURE, SILENCE + ") { error 'the body failed' }");
    j.assertLogContains("the body failed", run);
    assertEquals(1, deletes());
  }

  @Test
  public void aFaultWhileItIsRenewedDoesNotHarmTheBody() throws Exception {
    alertmanager.only("GET", "/silence/s-1").then(FaultyServer.answer(503, "busy"));
    SilenceExecution.minuteMillis = 300;
    WorkflowRun run = build(Result.SUCCESS, SILENCE + ", leaseMinutes: 1) { sleep 1 }");
    j.assertLogContains("answered 503", run);
    j.assertLogContains("Trying again.", run);
  }

  @Test
  public void whatCannotBeSilencedIsSaidBeforeTheBodyRuns() throws Exception {
    j.assertLogContains(
        "would silence every alert",
        build(Result.FAILURE, "paasSilence(matchers: [:]) { echo 'inside' }"));
    j.assertLogContains(
        "leaseMinutes is 1 to 5, not 60",
        build(Result.FAILURE, SILENCE + ", leaseMinutes: 60) { echo 'inside' }"));
    j.assertLogContains(
        "id you mean 'comment'?", build(Result.FAILURE, SILENCE + ", coment: 'x') { }"));
    alertmanager.only("POST", "/silences").then(FaultyServer.answer(401, "who are you?"));
    WorkflowRun run = build(Result.FAILURE, SILENCE + ") { echo 'inside' }");
    j.assertLogContains("/api/v2/silences", run);
    j.assertLogContains("401", run);
    j.assertLogNotContains("inside", run);
    configure(null);
    j.assertLogContains(
        "Platform 'staging' has no Alertmanager", build(Result.FAILURE, SILENCE + ") { }"));
  }
}
