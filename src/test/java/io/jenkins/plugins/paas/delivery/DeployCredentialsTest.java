package io.jenkins.plugins.paas.delivery;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.util.Secret;
import io.jenkins.embedded.platform.gate.EmbeddedGate;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Test;

/** Credentials of each kind, and what changes while a delivery is awaited. */
public class DeployCredentialsTest extends GateBuilds {

  private static final String SHORT = "[{'type':'wait','name':'S','refId':'1','waitTime':0}]";

  private void secretText(String token) throws Exception {
    gate.close();
    gate = new EmbeddedGate(null, null, token);
    gate.application("shop", "shop@example.com");
    pipeline("p", SHORT, "");
    List<Credentials> credentials = SystemCredentialsProvider.getInstance().getCredentials();
    credentials.clear();
    credentials.add(
        new StringCredentialsImpl(
            CredentialsScope.GLOBAL, "gate", "Gate", Secret.fromString(token)));
  }

  private Map<String, String> headersOfTheTrigger() throws Exception {
    try (FaultyServer front = FaultyServer.inFrontOf(gate.uri())) {
      configure(front.uri().toString());
      script("paasDeploy(pipeline: 'p')");
      WorkflowRun run = j.buildAndAssertSuccess(job);
      j.assertLogNotContains("a-long-t0ken", run);
      return front.requests().stream()
          .filter(r -> r.method().equals("POST"))
          .findFirst()
          .orElseThrow()
          .headers();
    }
  }

  @Test
  public void aSecretTextIsABearerToken() throws Exception {
    secretText("a-long-t0ken");
    Map<String, String> headers = headersOfTheTrigger();
    assertEquals("Bearer a-long-t0ken", headers.get("Authorization"));
  }

  @Test
  public void anApiTokenHasItsOwnHeader() throws Exception {
    secretText("spk_a-long-t0ken");
    Map<String, String> headers = headersOfTheTrigger();
    assertEquals("spk_a-long-t0ken", headers.get("X-Spinnaker-Token"));
    assertTrue("for a proxy in front", headers.get("Authorization") == null);
  }

  @Test
  public void anotherGateInMidWaitGoesUnnoticed() throws Exception {
    pipeline("p", "[{'type':'wait','name':'Settle','refId':'1','waitTime':2}]", "");
    try (FaultyServer balancer = FaultyServer.inFrontOf(gate.uri())) {
      // a new one does not know our session, and its read replica not yet our execution
      balancer
          .only("GET", "/pipelines/")
          .then(
              FaultyServer.answer(404, "{\"message\":\"not yet\"}"),
              FaultyServer.answer(302, "", "Location", "/login"),
              FaultyServer.answer(200, ""),
              FaultyServer.answer(500, "{\"message\":\"starting\"}"));
      configure(balancer.uri().toString());
      script("paasDeploy(pipeline: 'p')");
      j.buildAndAssertSuccess(job);
      assertEquals(1, gate.executionsStarted());
    }
  }
}
