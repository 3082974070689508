package io.jenkins.plugins.paas.environment;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.embedded.platform.kube.EmbeddedKubernetes;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** How platforms reach their clusters: by URL and token, by kubeconfig, several in one build. */
public class ProvisionClustersTest {

  private static final String EAST = "east-t0ken";
  private static final String WEST = "west-t0ken";

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private final List<Platform> platforms = new ArrayList<>();
  private EmbeddedKubernetes east;
  private EmbeddedKubernetes west;
  private WorkflowJob job;

  @Before
  public void start() throws Exception {
    east = EmbeddedKubernetes.withoutControllers(folder.newFolder().toPath(), EAST);
    west = EmbeddedKubernetes.withoutControllers(folder.newFolder().toPath(), WEST);
    job = j.createProject(WorkflowJob.class, "release");
  }

  @After
  public void stop() {
    east.close();
    west.close();
  }

  private ClusterTarget platform(String name, String url, String credentialsId) {
    ClusterTarget cluster = new ClusterTarget(url);
    cluster.setCredentialsId(credentialsId);
    Platform platform = new Platform(name);
    platform.setCluster(cluster);
    platforms.add(platform);
    PaasConfiguration.get().setPlatforms(platforms);
    return cluster;
  }

  private static void token(String id, String token) {
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, id, "", Secret.fromString(token)));
  }

  private void kubeconfig(String id) {
    String text =
        """
        apiVersion: v1
        kind: Config
        current-context: east
        contexts:
        - {name: east, context: {cluster: east, user: east}}
        - {name: west, context: {cluster: west, user: west}}
        clusters:
        - {name: east, cluster: {server: "%s"}}
        - {name: west, cluster: {server: "%s/"}}
        users:
        - {name: east, user: {token: %s}}
        - {name: west, user: {token: %s}}
        """
            .formatted(east.uri(), west.uri(), EAST, WEST);
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new FileCredentialsImpl(
                CredentialsScope.GLOBAL,
                id,
                "",
                "config",
                SecretBytes.fromRawBytes(text.getBytes(StandardCharsets.UTF_8))));
  }

  private static String provision(String platform) {
    return "echo '"
        + platform
        + " ' + paasProvision(platform: '"
        + platform
        + "', application: 'shop', environment: 'staging', text: '''{apiVersion: v1, kind:"
        + " ConfigMap, metadata: {name: c}, data: {at: "
        + platform
        + "}}''').objects\n";
  }

  private WorkflowRun run(Result result, String script) throws Exception {
    job.setDefinition(new CpsFlowDefinition(script, true));
    return j.buildAndAssertStatus(result, job);
  }

  @Test
  public void severalClustersInOneBuild() throws Exception {
    token("east", EAST);
    token("west", WEST);
    platform("east", east.uri().toString(), "east");
    platform("west", west.uri().toString(), "west");
    WorkflowRun run =
        run(
            Result.SUCCESS,
            "parallel(a: { "
                + provision("east")
                + " }, b: { "
                + provision("west")
                + " })\n"
                + provision("west"));
    j.assertLogContains("east [Namespace/shop-staging created, ConfigMap/c created]", run);
    j.assertLogContains("west [Namespace/shop-staging created, ConfigMap/c created]", run);
    j.assertLogContains("west [Namespace/shop-staging unchanged, ConfigMap/c unchanged]", run);
    j.assertLogContains("to namespace shop-staging at " + east.uri(), run);
    j.assertLogContains("to namespace shop-staging at " + west.uri(), run);
  }

  @Test
  public void aKubeconfigSaysWhereAndWho() throws Exception {
    kubeconfig("both");
    platform("current", null, "both");
    platform("other", null, "both").setContext("west");
    PaasConfiguration.get().setPlatforms(platforms);
    WorkflowRun run = run(Result.SUCCESS, provision("current") + provision("other"));
    j.assertLogContains("to namespace shop-staging at " + east.uri(), run);
    j.assertLogContains("to namespace shop-staging at " + west.uri(), run);
    j.assertLogNotContains(EAST, run);
    j.assertLogNotContains(WEST, run);
  }

  @Test
  public void aKubeconfigThatDoesNotFitSaysWhy() throws Exception {
    kubeconfig("both");
    token("token", EAST);
    platform("elsewhere", "https://other.example.com", "both");
    platform("context", null, "both").setContext("wset");
    platform("nowhere", null, "token");
    PaasConfiguration.get().setPlatforms(platforms);
    j.assertLogContains(
        "The kubeconfig 'both' of the cluster of platform 'elsewhere' is of "
            + east.uri()
            + ", but its URL is https://other.example.com",
        run(Result.FAILURE, provision("elsewhere")));
    j.assertLogContains(
        "there is no 'wset' among its contexts. Did you mean 'west'?",
        run(Result.FAILURE, provision("context")));
    j.assertLogContains(
        "The credential 'token' of the cluster of platform 'nowhere' is no secret file",
        run(Result.FAILURE, provision("nowhere")));
  }

  @Test
  public void aCredentialThatIsRefusedIsLookedUpAgain() throws Exception {
    token("east", EAST);
    try (FaultyServer faulty =
        FaultyServer.inFrontOf(east.uri())
            .only("PATCH", "/configmaps/")
            .then(FaultyServer.answer(401, "{\"kind\":\"Status\",\"message\":\"expired\"}"))) {
      platform("east", faulty.uri().toString(), "east");
      WorkflowRun run = run(Result.SUCCESS, provision("east"));
      j.assertLogContains("ConfigMap/c created", run);
      assertTrue(faulty.requests().stream().anyMatch(r -> r.path().contains("/configmaps/c")));
      faulty.then(FaultyServer.answer(401, "{}"), FaultyServer.answer(401, "{}"));
      WorkflowRun refused =
          run(Result.FAILURE, provision("east").replace("at: east", "at: another"));
      j.assertLogContains("is not accepted", refused);
      assertEquals(Result.FAILURE, refused.getResult());
    }
  }
}
