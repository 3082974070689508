package io.jenkins.plugins.paas.delivery;

import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Result;
import io.jenkins.embedded.platform.gate.EmbeddedGate;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.delivery.gate.GateClient;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.SpinnakerTarget;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.jvnet.hudson.test.JenkinsRule;

/** Builds of one job that hand over to an embedded Gate. */
public abstract class GateBuilds {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String DIGEST = "sha256:" + "b".repeat(64);

  @Rule public JenkinsRule j = new JenkinsRule();

  EmbeddedGate gate;
  WorkflowJob job;

  @Before
  public void start() throws Exception {
    gate = new EmbeddedGate(null, null, "run-token");
    gate.application("shop", "shop@example.com");
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "gate", "Gate", "jenkins", "run-token"));
    configure(gate.uri().toString());
    job = j.createProject(WorkflowJob.class, "release");
  }

  @After
  public void stop() {
    gate.close();
  }

  static void configure(String url) {
    SpinnakerTarget target = new SpinnakerTarget(url);
    target.setCredentialsId("gate");
    target.setDeckUrl("https://deck.example.com/");
    Platform platform = new Platform("staging");
    platform.setSpinnaker(target);
    PaasConfiguration.get().setPlatforms(List.of(platform));
  }

  void pipeline(String name, String stages, String more) throws Exception {
    gate.pipeline(
        JSON.readTree(
            ("{'application':'shop','name':'" + name + "','stages':" + stages + more + "}")
                .replace('\'', '"')
                .replace('`', '\'')));
  }

  void script(String text) throws Exception {
    job.setDefinition(
        new CpsFlowDefinition("withPaas(application: 'shop') {\n" + text + "\n}", true));
  }

  WorkflowRun fails(String text) throws Exception {
    script(text);
    return j.buildAndAssertStatus(Result.FAILURE, job);
  }

  GateClient client() {
    return GateClient.to(
        HttpEndpoint.at(gate.uri())
            .authentication(Authentication.basic("test", () -> "run-token"))
            .build());
  }

  static String executionOf(WorkflowRun run) throws Exception {
    Matcher matcher =
        Pattern.compile("started execution (\\w{26}) of shop/").matcher(JenkinsRule.getLog(run));
    assertTrue(JenkinsRule.getLog(run), matcher.find());
    return matcher.group(1);
  }
}
