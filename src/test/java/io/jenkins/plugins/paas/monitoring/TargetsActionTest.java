package io.jenkins.plugins.paas.monitoring;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import hudson.ExtensionList;
import hudson.model.Result;
import hudson.model.RootAction;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.platform.HttpSdRegistration;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PrometheusTarget;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What is registered on a controller is served to who may see it, and to nobody else. */
public class TargetsActionTest {

  @Rule public JenkinsRule j = new JenkinsRule();

  private FaultyServer prometheus;

  @Before
  public void start() throws Exception {
    prometheus =
        FaultyServer.start(
            request ->
                FaultyServer.answer(
                    200,
                    "{\"status\":\"success\",\"data\":{\"activeTargets\":[],\"droppedTargets\":[]}}"));
    PrometheusTarget asked = new PrometheusTarget(prometheus.uri().toString());
    asked.setRegistration(new HttpSdRegistration());
    Platform staging = new Platform("staging");
    staging.setPrometheus(asked);
    Platform other = new Platform("other");
    other.setPrometheus(new PrometheusTarget(prometheus.uri().toString()));
    PaasConfiguration.get().setPlatforms(List.of(staging, other));
  }

  @After
  public void stop() throws Exception {
    prometheus.close();
  }

  private static HttpAnswer get(String platform, boolean mayView) throws Exception {
    try (SdServer server =
            new SdServer(
                (request, response) -> TargetsAction.answer(platform, mayView, request, response),
                SdServer.Answer::give);
        HttpCaller caller = HttpCaller.to(HttpEndpoint.at(server.uri()).build())) {
      return caller.send(HttpCall.get());
    }
  }

  private WorkflowRun build(String arguments) throws Exception {
    WorkflowJob job = j.createProject(WorkflowJob.class);
    job.setDefinition(
        new CpsFlowDefinition(
            "paasMonitor(platform: 'staging', application: 'shop', targets: ['10.0.0.1:80']"
                + arguments
                + ")",
            true));
    return j.buildAndAssertStatus(Result.SUCCESS, job);
  }

  @Test
  public void registeredTargetsAreServedUntilTheyAreTakenBack() throws Exception {
    WorkflowRun run = build(", verify: false, interval: '30s'");
    j.assertLogContains("registration targets created in /paas/sd/staging: 10.0.0.1:80", run);
    HttpAnswer answer = get("staging", true);
    assertEquals(200, answer.status());
    assertEquals("10.0.0.1:80", answer.json().get(0).at("/targets/0").asText());
    assertEquals("30s", answer.json().get(0).at("/labels/__scrape_interval__").asText());
    run = build(", unregister: true");
    j.assertLogContains("registration targets removed in /paas/sd/staging", run);
    j.assertLogContains("has no targets any more", run);
    assertEquals(0, get("staging", true).json().size());
  }

  @Test
  public void whatIsForbiddenLooksLikeWhatIsNotThere() throws Exception {
    assertEquals(404, get("staging", false).status());
    assertEquals(404, get("absent", false).status());
    assertEquals(404, get("absent", true).status());
    assertEquals(404, get("../staging", true).status());
    assertEquals("of another registration", 404, get("other", true).status());
  }

  @Test
  public void itIsAProtectedActionWithoutALink() {
    List<RootAction> ours =
        ExtensionList.lookup(RootAction.class).stream()
            .filter(action -> "paas".equals(action.getUrlName()))
            .toList();
    assertEquals(1, ours.size());
    assertEquals(null, ours.get(0).getIconFileName());
    assertTrue(
        "Unprotected actions are open to anybody",
        List.of(ours.get(0).getClass().getInterfaces()).equals(List.of(RootAction.class)));
  }
}
