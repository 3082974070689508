package io.jenkins.plugins.paas.environment;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.util.Secret;
import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.embedded.platform.runtime.RuntimeFixture;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.DataService;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.testing.DataServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** The sample shop with a database that DBAs run: a real PostgreSQL outside the cluster. */
public class ShopDatabaseTest {

  private static final String PASSWORD = "correct-h0rse";
  private static final Path DEPLOY = Path.of("examples/shop/deploy");

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public RuntimeFixture runtime = new RuntimeFixture();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void provisionedTwiceTheSecondTimeChangesNothing() throws Exception {
    Files.setPosixFilePermissions(
        folder.getRoot().toPath(), PosixFilePermissions.fromString("rwxr-xr-x"));
    try (DataServer postgres = DataServer.postgres(folder.newFolder().toPath())) {
      configure(postgres.endpoint());
      WorkflowJob job = j.createProject(WorkflowJob.class, "shop");
      job.setDefinition(new CpsFlowDefinition(script(runtime.server("1")), true));

      WorkflowRun first = j.buildAndAssertSuccess(job);
      j.assertLogContains(postgres.endpoint() + " answers as postgresql", first);
      j.assertLogContains("outcomes [created]", first);
      assertTheWorkloadKnowsItsDatabase(postgres.endpoint());
      j.assertLogNotContains(PASSWORD, first);

      WorkflowRun second = j.buildAndAssertSuccess(job);
      j.assertLogContains("outcomes [unchanged]", second);
      j.assertLogContains(
          "there is [ConfigMap/api unchanged, Deployment/api unchanged,"
              + " Namespace/shop-staging unchanged, Secret/db-binding unchanged,"
              + " Service/api unchanged]",
          second);
    }
  }

  private void configure(String endpoint) throws Exception {
    var credentials = SystemCredentialsProvider.getInstance().getCredentials();
    credentials.add(
        new StringCredentialsImpl(
            CredentialsScope.GLOBAL, "kube", "", Secret.fromString(RuntimeFixture.TOKEN)));
    credentials.add(
        new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "dba", "", "shop", PASSWORD));
    DataService database = new DataService("postgres");
    database.setEndpoint(endpoint);
    database.setCredentialsId("dba");
    ClusterTarget cluster = new ClusterTarget(runtime.cluster.uri().toString());
    cluster.setCredentialsId("kube");
    Platform platform = new Platform("test");
    platform.setCluster(cluster);
    platform.setDataServices(List.of(database));
    PaasConfiguration.get().setPlatforms(List.of(platform));
  }

  private static String script(String image) throws Exception {
    StringBuilder script = new StringBuilder("node {\n");
    for (String name : List.of("configmap", "deployment", "service")) {
      String text = Files.readString(DEPLOY.resolve(name + ".yaml"));
      if (name.equals("deployment")) {
        assertTrue(text.contains("envFrom:"));
        text =
            text.replace(
                "envFrom:",
                "envFrom:\n            - prefix: DB_\n              secretRef: {name: db-binding}");
      }
      script.append("writeFile file: 'deploy/%s.yaml', text: '''%s'''\n".formatted(name, text));
    }
    return script
        .append("withPaas(application: 'shop') {\n")
        .append("  def e = paasProvision(environment: 'staging', manifests: ['deploy/*.yaml'],")
        .append(" images: [api: '" + image + "'],")
        .append(" claims: [claim(template: 'postgres', name: 'db',")
        .append(" settings: [database: 'orders'])])\n")
        .append("  echo \"outcomes ${e.objects*.outcome.unique()}\"\n")
        .append("  echo \"there is ${e.objects.collect { it.toString() }.sort()}\"\n")
        .append("}\n}")
        .toString();
  }

  private void assertTheWorkloadKnowsItsDatabase(String endpoint) throws Exception {
    List<Pod> pods = runtime.client.pods().inNamespace("shop-staging").list().getItems();
    assertEquals(1, pods.size());
    HttpResponse<String> environment =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://" + pods.get(0).getStatus().getPodIP() + ":8080/"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    String port = endpoint.substring(endpoint.indexOf(':') + 1);
    for (String variable :
        List.of(
            "DB_host=127.0.0.1",
            "DB_port=" + port,
            "DB_database=orders",
            "DB_username=shop",
            "DB_password=" + PASSWORD)) {
      assertTrue(environment.body(), environment.body().contains(variable));
    }
  }
}
