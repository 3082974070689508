package io.jenkins.plugins.paas.delivery;

import static org.junit.Assert.assertEquals;

import hudson.model.TaskListener;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Test;

/** Deliveries by an event, other artifacts, and pretended ones. */
public class WebhookTest extends GateBuilds {

  private static final String SHORT = "[{'type':'wait','name':'S','refId':'1','waitTime':0}]";

  private void listener(String name, String constraints) throws Exception {
    pipeline(
        name,
        "[{'type':'checkPreconditions','name':'Guard','refId':'1','preconditions':[{'type':'expression',"
            + "'context':{'expression':'${parameters.version == `7`}'}}]}]",
        ",'parameterConfig':[{'name':'version','required':true}],"
            + "'triggers':[{'type':'webhook','enabled':true,'source':'shop-events',"
            + "'payloadConstraints':{"
            + constraints
            + "}}]");
  }

  @Test
  public void theExecutionOfTheEventIsFollowed() throws Exception {
    listener("deploy", "'ref':'main'");
    listener("beside", "");
    script(
        "echo \"it is ${paasDeploy(pipeline: 'deploy', parameters: [version: '7'], webhook:"
            + " [source: 'shop-events', payload: [ref: 'main', more: [a: [1, true]]]]).status}\"");
    WorkflowRun run = j.buildAndAssertSuccess(job);
    j.assertLogContains("it is SUCCEEDED", run);
    j.assertLogContains("the webhook also started execution ", run);
    j.assertLogContains(" of beside, which is not followed", run);
    assertEquals(2, gate.executionsStarted());
  }

  @Test
  public void aLostAnswerIsNotSentAgain() throws Exception {
    listener("deploy", "");
    try (FaultyServer proxy = FaultyServer.inFrontOf(gate.uri())) {
      proxy.only("POST", "/webhooks/webhook/shop-events").then(FaultyServer.resetAfter());
      configure(proxy.uri().toString());
      script(
          "paasDeploy(pipeline: 'deploy', parameters: [version: '7'], webhook: [source:"
              + " 'shop-events'])");
      j.buildAndAssertSuccess(job);
      assertEquals(1, proxy.count("POST", "/webhooks/"));
      assertEquals(1, gate.executionsStarted());
    }
  }

  @Test
  public void anEventThatStartsNothingIsAnError() throws Exception {
    listener("deploy", "'ref':'main'");
    DeployStart.eventMillis = 1000;
    try {
      WorkflowRun run =
          fails(
              "paasDeploy(pipeline: 'deploy', parameters: [version: '7'], webhook: [source:"
                  + " 'shop-events', payload: [ref: 'other']])");
      j.assertLogContains("The webhook 'shop-events' (event ", run);
      j.assertLogContains("started no execution of shop/deploy. Spinnaker says nothing", run);
    } finally {
      DeployStart.eventMillis = DeployStart.EVENT_MILLIS;
    }
  }

  @Test
  public void whatIsWrongIsNamed() throws Exception {
    j.assertLogContains(
        "webhook: unknown key 'sorce'. Did you mean 'source'?",
        fails("paasDeploy(pipeline: 'p', webhook: [sorce: 'x'])"));
    j.assertLogContains(
        "webhook: 'source' is missing",
        fails("paasDeploy(pipeline: 'p', webhook: [payload: [:]])"));
    j.assertLogContains(
        "artifacts: unknown key 'nam'. Did you mean 'name'?",
        fails("paasDeploy(pipeline: 'p', artifacts: [[type: 'helm/chart', nam: 'x']])"));
    j.assertLogContains(
        "artifacts: 'type' is missing",
        fails("paasDeploy(pipeline: 'p', artifacts: [[name: 'x']])"));
    j.assertLogContains(
        "cannot be sent with 'dryRun'",
        fails("paasDeploy(pipeline: 'p', dryRun: true, webhook: [source: 'x'])"));
    assertEquals(0, gate.executionsStarted());
  }

  @Test
  public void otherArtifactsAreBoundAndADryRunPretends() throws Exception {
    pipeline(
        "p",
        "[{'type':'manualJudgment','name':'Never asked','refId':'1'}]",
        ",'expectedArtifacts':[{'id':'c','matchArtifact':{'type':'helm/chart','name':'shop'}}]");
    script(
        "paasDeploy(pipeline: 'p', dryRun: true, artifacts: [[type: 'helm/chart', name: 'shop',"
            + " version: '1.2.0']])");
    WorkflowRun run = j.buildAndAssertSuccess(job);
    j.assertLogNotContains("awaits a judgment", run);
    j.assertLogNotContains("matches no expected artifact", run);
    try (GateClient client = client()) {
      assertEquals("1.2.0", client.release(executionOf(run)).artifacts().get(0).get("version"));
    }
  }

  @Test
  public void artifactsAndWebhookSurviveTheRoundTrip() throws Exception {
    DescribableModel<DeployStep> model = DescribableModel.of(DeployStep.class);
    DeployStep step =
        model.instantiate(
            Map.of(
                "pipeline", "p",
                "artifacts", List.of(Map.of("type", "helm/chart", "name", "shop")),
                "webhook", Map.of("source", "s", "payload", Map.of("ref", "main"))),
            TaskListener.NULL);
    String told = model.uninstantiate2(step).toString();
    DeployStep again =
        model.instantiate(model.uninstantiate2(step).getArguments(), TaskListener.NULL);
    assertEquals(told, model.uninstantiate2(again).toString());
    assertEquals("shop", again.getArtifacts().get(0).getName());
    assertEquals("s", again.getWebhook().getSource());
    pipeline("p", SHORT, "");
    assertEquals(0, gate.executionsStarted());
  }
}
