package io.jenkins.plugins.paas;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.ExtensionList;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.AlertmanagerTarget;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.ElasticTarget;
import io.jenkins.plugins.paas.platform.FileSdRegistration;
import io.jenkins.plugins.paas.platform.HttpTarget;
import io.jenkins.plugins.paas.platform.KibanaTarget;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PrometheusTarget;
import io.jenkins.plugins.paas.platform.RegistryTarget;
import io.jenkins.plugins.paas.platform.SpinnakerTarget;
import io.jenkins.plugins.paas.testing.Canaries;
import io.jenkins.plugins.paas.testing.StepCalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Every step against systems that refuse, and repeat in the refusal all that was sent to them: no
 * form of a secret gets into log, build records, configuration, JENKINS_HOME or workspace.
 */
public class CanaryTest {

  private static final String TOKEN = "canary/token+of~41:bits";
  private static final String PASSWORD = "canary-password of \"43\" bits";

  @Rule public final JenkinsRule rule = new JenkinsRule();
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final List<String> forms = new ArrayList<>(Canaries.forms(null, TOKEN));
  private FaultyServer server;

  @Before
  public void start() throws Exception {
    forms.addAll(Canaries.forms("user", PASSWORD));
    var credentials = SystemCredentialsProvider.getInstance();
    credentials
        .getCredentials()
        .add(
            new StringCredentialsImpl(
                CredentialsScope.GLOBAL, "token", "", Secret.fromString(TOKEN)));
    credentials
        .getCredentials()
        .add(
            new UsernamePasswordCredentialsImpl(
                CredentialsScope.GLOBAL, "login", "", "user", PASSWORD));
    credentials.save();
    server =
        FaultyServer.start(
            request ->
                FaultyServer.answer(
                    403,
                    "{\"message\":\"you sent "
                        + request.headers().toString().replace("\"", "\\\"")
                        + request.text().replace("\"", "\\\"").replace("\n", " ")
                        + "\"}"));
    Platform platform = new Platform("staging");
    platform.setRegistry(with("login", new RegistryTarget(server.uri().toString())));
    platform.setCluster(with("token", new ClusterTarget(server.uri().toString())));
    PrometheusTarget prometheus = with("login", new PrometheusTarget(server.uri().toString()));
    prometheus.setRegistration(new FileSdRegistration(folder.newFolder().getPath()));
    platform.setPrometheus(prometheus);
    platform.setAlertmanager(with("token", new AlertmanagerTarget(server.uri().toString())));
    platform.setElastic(with("login", new ElasticTarget(server.uri().toString())));
    platform.setKibana(with("token", new KibanaTarget(server.uri().toString())));
    platform.setSpinnaker(with("token", new SpinnakerTarget(server.uri().toString())));
    PaasConfiguration.get().setPlatforms(List.of(platform));
  }

  private static <T extends HttpTarget> T with(String credentialsId, T target) {
    target.setCredentialsId(credentialsId);
    return target;
  }

  @After
  public void stop() throws Exception {
    server.close();
  }

  @Test
  public void everyStepHasACall() {
    Set<String> missing = new TreeSet<>();
    for (StepDescriptor step : ExtensionList.lookup(StepDescriptor.class)) {
      if (step.getClass().getName().startsWith("io.jenkins.plugins.paas.")) {
        missing.add(step.getFunctionName());
      }
    }
    assertTrue("no steps found", missing.size() > 8);
    missing.removeAll(StepCalls.ALL.keySet());
    assertEquals(Set.of(), missing);
  }

  @Test
  public void noStepLetsASecretOut() throws Exception {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, String> call : StepCalls.ALL.entrySet()) {
      if (stepIsThere(call.getKey())) {
        int before = server.requests().size();
        WorkflowJob job = rule.createProject(WorkflowJob.class);
        String inner = call.getValue();
        job.setDefinition(
            new CpsFlowDefinition(
                "node { withPaas(platform: 'staging', application: 'a') { " + inner + " } }",
                true));
        WorkflowRun run = rule.buildAndAssertStatus(Result.FAILURE, job);
        String log = JenkinsRule.getLog(run);
        System.out.println(
            call.getKey() + ": " + (server.requests().size() - before) + " requests refused");
        for (String form : forms) {
          if (log.contains(form)) {
            found.add(call.getKey() + " logs " + form + " in " + log);
          }
        }
        Path workspace = Path.of(rule.jenkins.getWorkspaceFor(job).getRemote());
        found.addAll(Canaries.in(workspace, forms));
      }
    }
    assertTrue(
        "a credential was sent where it belongs",
        server.requests().stream()
            .anyMatch(r -> r.headers().getOrDefault("authorization", "").contains(TOKEN)));
    found.addAll(Canaries.in(rule.jenkins.getRootDir().toPath(), forms));
    assertEquals(List.of(), found);
  }

  private static boolean stepIsThere(String function) {
    return ExtensionList.lookup(StepDescriptor.class).stream()
        .anyMatch(d -> d.getFunctionName().equals(function));
  }
}
