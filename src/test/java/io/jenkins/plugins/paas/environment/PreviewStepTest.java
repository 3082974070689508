package io.jenkins.plugins.paas.environment;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import hudson.util.Secret;
import hudson.util.StreamTaskListener;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.jenkins.embedded.platform.runtime.RuntimeFixture;
import io.jenkins.plugins.paas.monitoring.prometheus.FileSd;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetGroup;
import io.jenkins.plugins.paas.monitoring.prometheus.TargetOwner;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.FileSdRegistration;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.PrometheusTarget;
import io.jenkins.plugins.paas.platform.ThisController;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** An environment for as long as a body runs. */
public class PreviewStepTest {

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public RuntimeFixture runtime = new RuntimeFixture();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private WorkflowJob job;

  @Before
  public void start() throws Exception {
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new StringCredentialsImpl(
                CredentialsScope.GLOBAL, "kube", "", Secret.fromString(RuntimeFixture.TOKEN)));
    ClusterTarget cluster = new ClusterTarget(runtime.cluster.uri().toString());
    cluster.setCredentialsId("kube");
    Platform platform = new Platform("test");
    platform.setCluster(cluster);
    PrometheusTarget prometheus = new PrometheusTarget("http://127.0.0.1:1");
    prometheus.setRegistration(new FileSdRegistration(folder.getRoot().toString()));
    platform.setPrometheus(prometheus);
    PaasConfiguration.get().setPlatforms(List.of(platform));
    job = j.createProject(WorkflowJob.class, "release");
  }

  private static CpsFlowDefinition preview(String arguments, String body) throws Exception {
    return new CpsFlowDefinition(
        "withPaas(application: 'shop') {\n"
            + "def v = paasPreview(environment: 'pr-7'"
            + arguments
            + ", config: [k: 'v']) {\n"
            + body
            + "\n}\necho \"value $v\"\n}",
        true);
  }

  private Object namespace() {
    return runtime.client.namespaces().withName("shop-pr-7").get();
  }

  @Test
  public void theBodyHasItAndAfterwardsItIsGone() throws Exception {
    job.setDefinition(
        preview(
            ", ttl: '1h'",
            "echo \"in $PAAS_NAMESPACE with ${paasEnvironment().objects*.name}\"\nreturn 'seven'"));
    WorkflowRun run = j.buildAndAssertSuccess(job);
    j.assertLogContains("namespace shop-pr-7 ready for the body", run);
    j.assertLogContains("in shop-pr-7 with [", run);
    j.assertLogContains("config", run);
    j.assertLogContains("removing namespace shop-pr-7 with all that is in it", run);
    j.assertLogContains("value seven", run);
    assertNull(namespace());
  }

  @Test
  public void theBodyLearnsItsUrl() throws Exception {
    String ingress =
        "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web}, spec: {rules:"
            + " [{host: pr-7.shop.test}], tls: [{hosts: [pr-7.shop.test]}]}}";
    job.setDefinition(
        preview(", text: '" + ingress + "'", "echo \"at $PAAS_URL, ${paasEnvironment().url}\""));
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    j.waitForMessage("Ingress/web no address yet", run);
    // what an ingress controller does, which is not there
    runtime
        .client
        .network()
        .v1()
        .ingresses()
        .inNamespace("shop-pr-7")
        .withName("web")
        .editStatus(
            web ->
                new IngressBuilder(web)
                    .withNewStatus()
                    .withNewLoadBalancer()
                    .addNewIngress()
                    .withIp("192.0.2.1")
                    .endIngress()
                    .endLoadBalancer()
                    .endStatus()
                    .build());
    j.assertBuildStatus(Result.SUCCESS, j.waitForCompletion(run));
    j.assertLogContains("at https://pr-7.shop.test, https://pr-7.shop.test", run);
  }

  @Test
  public void aFailingBodyFailsAndItIsGoneToo() throws Exception {
    job.setDefinition(preview("", "error 'tests failed'"));
    WorkflowRun run = j.buildAndAssertStatus(Result.FAILURE, job);
    j.assertLogContains("tests failed", run);
    assertNull(namespace());
  }

  @Test
  public void anAbortRemovesIt() throws Exception {
    job.setDefinition(preview("", "echo 'waiting now'\nsleep 600"));
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    j.waitForMessage("waiting now", run);
    assertNotNull(namespace());
    run.doStop();
    j.assertBuildStatus(Result.ABORTED, j.waitForCompletion(run));
    assertNull(namespace());
  }

  @Test
  public void twoBuildsTakeTurns() throws Exception {
    WorkflowJob other = j.createProject(WorkflowJob.class, "other");
    job.setDefinition(preview("", "echo 'waiting now'\nsleep 2"));
    other.setDefinition(preview("", "echo 'my turn'"));
    WorkflowRun first = job.scheduleBuild2(0).waitForStart();
    j.waitForMessage("waiting now", first);
    WorkflowRun second = other.scheduleBuild2(0).waitForStart();
    j.waitForMessage("is waited for: release#1 has it, until ", second);
    j.assertBuildStatus(Result.SUCCESS, j.waitForCompletion(first));
    j.assertBuildStatus(Result.SUCCESS, j.waitForCompletion(second));
    j.assertLogContains("my turn", second);
    assertNull(namespace());
  }

  @Test
  public void theSweeperKeepsAndRemovesAsItsBuildDoes() throws Exception {
    job.setDefinition(preview("", "echo 'waiting now'\nsleep 600"));
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    j.waitForMessage("waiting now", run);
    assertEquals("platform test: 1 previews, 1 kept\n", sweep());
    assertNotNull(namespace());
    // as after a crash: the build is gone, what it made is not
    runtime
        .client
        .namespaces()
        .withName("shop-pr-7")
        .edit(
            n -> {
              n.getMetadata()
                  .getAnnotations()
                  .put("paas.jenkins.io/expires", "2026-01-01T00:00:00Z");
              return n;
            });
    FileSd targets = new FileSd(folder.getRoot().toPath());
    targets.register(
        "shop",
        TargetGroup.of("shop-pr-7/api", List.of("h:1"), "/metrics", Map.of())
            .by(new TargetOwner(ThisController.id(), "release")));
    assertEquals(
        "platform test: namespace shop-pr-7 of release#1: removing it, for its time was over at"
            + " 2026-01-01T00:00:00Z\n"
            + "platform test: registration shop-pr-7/api at Prometheus ended\n"
            + "platform test: 1 previews, 0 kept\n",
        sweep());
    assertEquals(List.of(), targets.registered());
    run.doStop();
    j.waitForCompletion(run);
    assertEquals("platform test: 0 previews, 0 kept\n", sweep());
  }

  private static String sweep() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new PreviewSweeper().execute(new StreamTaskListener(out, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  public void anEnvironmentThatIsToStayIsNoPreview() throws Exception {
    runtime
        .client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName("shop-pr-7").endMetadata().build())
        .create();
    job.setDefinition(preview("", "echo 'never'"));
    WorkflowRun run = j.buildAndAssertStatus(Result.FAILURE, job);
    j.assertLogContains("is there already and is no preview", run);
    j.assertLogNotContains("never\n", run);
    assertNotNull(namespace());
    job.setDefinition(preview(", ttl: '5m'", ""));
    j.assertLogContains(
        "ttl: '5m' is not between 10m and 30d", j.buildAndAssertStatus(Result.FAILURE, job));
  }

  @Test
  public void argumentsSurviveTheRoundTrip() throws Exception {
    DescribableModel<PreviewStep> model = DescribableModel.of(PreviewStep.class);
    Map<String, Object> all =
        Map.of("environment", "pr-7", "ttl", "2h", "quota", Map.of("pods", "5"));
    assertEquals(all, model.uninstantiate2(model.instantiate(all, null)).getArguments());
    assertEquals(
        Map.of("environment", "pr-7"),
        model.uninstantiate2(new PreviewStep("pr-7")).getArguments());
  }
}
