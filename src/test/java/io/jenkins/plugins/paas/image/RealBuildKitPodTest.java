package io.jenkins.plugins.paas.image;

import static org.junit.Assert.assertEquals;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.testing.Await;
import io.jenkins.plugins.paas.testing.RealKubernetes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * What a real control plane makes of the pod of BuildKit and its Secret. Its node may be a hollow
 * one, which says that the pod runs.
 */
public class RealBuildKitPodTest {

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private final String namespace = "paas-builds-" + UUID.randomUUID().toString().substring(0, 8);
  private ImageFixture fixture;
  private KubeClients clients;
  private KubeSession session;
  private KubernetesClient client;

  @Before
  public void start() throws Exception {
    RealKubernetes real = RealKubernetes.require();
    fixture = new ImageFixture(j, folder.newFolder().toPath());
    clients = new KubeClients(Clock.systemUTC());
    session = clients.open(real.access());
    client = session.client();
    client
        .namespaces()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    byte[] kubeconfig = real.kubeconfig().getBytes(StandardCharsets.UTF_8);
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new FileCredentialsImpl(
                CredentialsScope.GLOBAL,
                "kubeconfig",
                null,
                "kubeconfig",
                SecretBytes.fromRawBytes(kubeconfig)));
    ClusterTarget cluster = new ClusterTarget(null);
    cluster.setCredentialsId("kubeconfig");
    cluster.setBuildNamespace(namespace);
    Platform platform = PaasConfiguration.get().getPlatforms().get(0);
    platform.setCluster(cluster);
    PaasConfiguration.get().setPlatforms(List.of(platform));
  }

  @After
  public void stop() {
    if (session != null) {
      client.namespaces().withName(namespace).delete();
      session.close();
      clients.close();
      fixture.close();
    }
  }

  @Test
  public void takesThePodAndItsSecretAndLosesThemWhenItsNodeRunsNoCommand() throws Exception {
    WorkflowRun run = begin();
    Pod pod = pod(run);
    Secret secret =
        client.secrets().inNamespace(namespace).withName(pod.getMetadata().getName()).get();
    assertEquals(
        pod.getMetadata().getUid(), secret.getMetadata().getOwnerReferences().get(0).getUid());
    assertEquals(
        "Unconfined",
        pod.getSpec().getContainers().get(0).getSecurityContext().getSeccompProfile().getType());
    j.waitForCompletion(run);
    j.assertBuildStatus(Result.FAILURE, run);
    // a node without containers runs no command; a real one gets that far
    j.assertLogContains("a command in pod " + namespace + "/paas-build-", run);
    j.assertLogContains("could not be run to its end", run);
    j.assertLogNotContains("at io.jenkins", run);
    assertNothingLeft();
  }

  @Test
  public void losesThemByAnAbort() throws Exception {
    WorkflowRun run = begin();
    pod(run);
    run.doStop();
    j.waitForCompletion(run);
    j.assertBuildStatus(Result.ABORTED, run);
    assertNothingLeft();
  }

  private WorkflowRun begin() throws Exception {
    return fixture
        .job(
            "writeFile file: 'Dockerfile', text: 'FROM scratch'\npaasBuildImage(image: 'shop/api',"
                + " tags: ['1'], secrets: [npm: 'npm-token'], buildArgs: [A: '$(B) $$'], builder:"
                + " buildkit())")
        .scheduleBuild2(0)
        .waitForStart();
  }

  private Pod pod(WorkflowRun run) throws Exception {
    Await.until(
        Duration.ofSeconds(60),
        () -> JenkinsRule.getLog(run),
        log -> log.contains("[paas:image] BuildKit pod") || !run.isBuilding(),
        () -> "the step should create pod and Secret");
    j.assertLogContains("[paas:image] BuildKit pod " + namespace + "/paas-build-", run);
    return client.pods().inNamespace(namespace).list().getItems().get(0);
  }

  private void assertNothingLeft() throws Exception {
    Await.until(
        Duration.ofSeconds(20),
        () ->
            client.pods().inNamespace(namespace).list().getItems().size()
                + client.secrets().inNamespace(namespace).list().getItems().stream()
                    .filter(secret -> secret.getMetadata().getName().startsWith("paas-build-"))
                    .count(),
        left -> left == 0L,
        () -> "pod and Secret should be gone");
  }
}
