package io.jenkins.plugins.paas.environment;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import hudson.util.Secret;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.jenkins.embedded.platform.runtime.RuntimeFixture;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import java.net.ServerSocket;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** paasProvision, paasEnvironment and paasDestroy on a cluster that really runs pods. */
public class ProvisionStepTest {

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public RuntimeFixture runtime = new RuntimeFixture();

  private WorkflowJob job;

  @Before
  public void start() throws Exception {
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new StringCredentialsImpl(
                CredentialsScope.GLOBAL, "kube", "", Secret.fromString(RuntimeFixture.TOKEN)));
    configure(runtime.cluster.uri().toString());
    job = j.createProject(WorkflowJob.class, "release");
  }

  private static void configure(String url) {
    ClusterTarget cluster = new ClusterTarget(url);
    cluster.setCredentialsId("kube");
    Platform platform = new Platform("test");
    platform.setCluster(cluster);
    PaasConfiguration.get().setPlatforms(List.of(platform));
  }

  private static String workload(String image, String more) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: api}
    spec:
      replicas: 1
      selector: {matchLabels: {app: api}}
      template:
        metadata: {labels: {app: api}}
        spec:
          terminationGracePeriodSeconds: 2
          containers:
            - name: api
              image: "%s"
              %s
              env:
                - {name: PORT, value: "8080"}
                - {name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
              readinessProbe: {tcpSocket: {port: 8080}, periodSeconds: 1}
              resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {cpu: "1", memory: 256Mi}}
    """
        .formatted(image, more);
  }

  private void script(String text) throws Exception {
    job.setDefinition(
        new CpsFlowDefinition("withPaas(application: 'shop') {\n" + text + "\n}", true));
  }

  private WorkflowRun succeeds(String text) throws Exception {
    script(text);
    return j.buildAndAssertSuccess(job);
  }

  private WorkflowRun fails(String text) throws Exception {
    script(text);
    return j.buildAndAssertStatus(Result.FAILURE, job);
  }

  @Test
  public void anEnvironmentIsMadeSeenAndRemoved() throws Exception {
    String image = runtime.server("1");
    WorkflowRun run =
        succeeds(
            "node {\n  writeFile file: 'deploy/api.yaml', text: '''"
                + workload("tiny", "")
                + "'''\n  def e = paasProvision(environment: 'staging', manifests:"
                + " ['deploy/*.yaml'], images: [tiny: '"
                + image
                + "'], quota: [cpu: '4', memory: '8Gi'], limits: [cpu: '1', memory: '256Mi'])\n"
                + "  echo \"made ${e.namespace}: ${e.objects.join(', ')}\"\n"
                + "  def again = paasProvision(environment: 'staging', manifests: ['deploy'],"
                + " images: [tiny: '"
                + image
                + "'], quota: [cpu: '4', memory: '8Gi'], limits: [cpu: '1', memory: '256Mi'])\n"
                + "  echo \"again ${again.objects*.outcome.unique()}\"\n"
                + "  echo \"there is ${paasEnvironment(environment:"
                + " 'staging').objects*.kind.sort()}\"\n"
                + "}");
    j.assertLogContains(
        "made shop-staging: Namespace/shop-staging created, ResourceQuota/paas created,"
            + " LimitRange/paas created, Deployment/api created",
        run);
    j.assertLogContains("[paas:provision] Deployment/api created", run);
    j.assertLogContains("[paas:provision] namespace shop-staging ready: 4 created in ", run);
    j.assertLogContains("1/1 ready", run);
    j.assertLogContains("again [unchanged]", run);
    j.assertLogContains("there is [Deployment, LimitRange, ResourceQuota]", run);
    j.assertLogNotContains(RuntimeFixture.TOKEN, run);
    Namespace namespace = runtime.client.namespaces().withName("shop-staging").get();
    assertEquals(
        "release#1", namespace.getMetadata().getAnnotations().get("paas.jenkins.io/run-id"));

    run = succeeds("def e = paasDestroy('staging')\necho \"gone ${e.objects.size()}\"");
    j.assertLogContains("[paas:destroy] namespace shop-staging is gone in ", run);
    assertNull(runtime.client.namespaces().withName("shop-staging").get());
    run = fails("paasEnvironment(environment: 'staging')");
    j.assertLogContains(
        "ERROR: There is no environment staging: the cluster has no namespace", run);
  }

  @Test
  public void anImageThatIsNotThereEndsTheWaitWithItsReference() throws Exception {
    String wrong = runtime.registry.uri().getAuthority() + "/shop/tiny:nope";
    WorkflowRun run =
        fails("paasProvision(environment: 'staging', text: '''" + workload(wrong, "") + "''')");
    j.assertLogContains(
        "ERROR: Deployment/api in namespace shop-staging will not become ready", run);
    String log = JenkinsRule.getLog(run);
    assertTrue(log, log.contains("ErrImagePull in ") || log.contains("ImagePullBackOff in "));
    j.assertLogContains("Was " + wrong + " pushed, is the name right", run);
    j.assertLogContains("[paas:provision] evidence for Deployment/api:", run);
  }

  @Test
  public void aCrashingContainerShowsItsLastLines() throws Exception {
    WorkflowRun run =
        fails(
            "paasProvision(environment: 'staging', text: '''"
                + workload(runtime.server("2"), "args: ['exit', '3']")
                + "''')");
    j.assertLogContains("CrashLoopBackOff in shop-staging/api-", run);
    j.assertLogContains("exit code 3", run);
    j.assertLogContains("  | giving up", run);
  }

  @Test
  public void aConflictNamesManagerFieldAndObjectUntilForced() throws Exception {
    runtime
        .client
        .namespaces()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName("shop-staging").endMetadata().build())
        .create();
    runtime
        .client
        .configMaps()
        .inNamespace("shop-staging")
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("c")
                .endMetadata()
                .addToData("a", "theirs")
                .build())
        .fieldManager("kubectl-edit")
        .serverSideApply();
    String map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: ours}\n";
    WorkflowRun run = fails("paasProvision(environment: 'staging', text: '''" + map + "''')");
    j.assertLogContains("ERROR: ConfigMap/c in shop-staging at ", run);
    j.assertLogContains(".data.a is managed by 'kubectl-edit'", run);
    j.assertLogContains("namespace shop-staging was made by somebody else", run);
    run =
        succeeds(
            "def e = paasProvision(environment: 'staging', force: true, dryRun: true, text: '''"
                + map
                + "''')\necho e.plan");
    j.assertLogContains("-  a: theirs", run);
    j.assertLogContains("+  a: ours", run);
    succeeds("paasProvision(environment: 'staging', force: true, text: '''" + map + "''')");
    assertEquals(
        "ours",
        runtime
            .client
            .configMaps()
            .inNamespace("shop-staging")
            .withName("c")
            .get()
            .getData()
            .get("a"));
    run = fails("paasDestroy('staging')");
    j.assertLogContains("was not made by paasProvision for environment staging of shop", run);
    assertNotNull(runtime.client.namespaces().withName("shop-staging").get());
  }

  @Test
  public void badArgumentsAreRefusedBeforeAnythingIsDone() throws Exception {
    WorkflowRun run = fails("paasProvision(environment: 'staging', manifest: ['a.yaml'])");
    j.assertLogContains("id you mean 'manifests'?", run);
    run = fails("paasProvision(environment: 'staging', quota: [memori: '1Gi'])");
    j.assertLogContains(
        "ERROR: paasProvision: quota: there is no resource 'memori'. Did you mean 'memory'?", run);
    run = fails("paasProvision(environment: 'Staging')");
    j.assertLogContains("ERROR: environment 'Staging' is no DNS label", run);
    run = fails("node { paasProvision(environment: 'staging', manifests: ['no/*.yaml']) }");
    j.assertLogContains("ERROR: ", run);
    run = fails("paasProvision(environment: 'staging', manifests: ['a.yaml'])");
    j.assertLogContains("wrap the step in node { }", run);
    assertNull(runtime.client.namespaces().withName("shop-staging").get());
  }

  @Test
  public void anAbortEndsTheWaitAndLeavesWhatWasApplied() throws Exception {
    script(
        "paasProvision(environment: 'staging', text: '''"
            + workload(runtime.server("3"), "").replace("port: 8080", "port: 9")
            + "''')");
    WorkflowRun run = job.scheduleBuild2(0).waitForStart();
    j.waitForMessage("Deployment/api 0/1 ready", run);
    run.doStop();
    j.assertBuildStatus(Result.ABORTED, j.waitForCompletion(run));
    j.assertLogContains("aborted: what was applied stays in namespace shop-staging", run);
  }

  @Test
  public void anUnreachableClusterNamesEndpointAndSetting() throws Exception {
    String nowhere;
    try (ServerSocket socket = new ServerSocket(0)) {
      nowhere = "http://127.0.0.1:" + socket.getLocalPort();
    }
    configure(nowhere);
    WorkflowRun run = fails("paasEnvironment(environment: 'staging')");
    j.assertLogContains(
        nowhere
            + " (discovery of /api/v1): the connection was refused. Check that the API server runs"
            + " there, and the URL of the cluster of platform 'test'.",
        run);
    assertFalse(JenkinsRule.getLog(run).contains("\tat "));
  }
}
