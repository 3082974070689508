package io.jenkins.plugins.paas.image;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.embedded.platform.kube.EmbeddedKubernetes;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import io.jenkins.plugins.paas.kube.KubeAccess;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.PaasConfiguration;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** A rootless BuildKit in the cluster: the API is the embedded one, the node a stand-in. */
public class BuildKitPodTest {

  private static final String CLUSTER = "cluster-t0ken";

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private ImageFixture fixture;
  private EmbeddedKubernetes kubernetes;
  private PodFront front;
  private KubeClients clients;
  private KubeSession session;
  private StandInKubelet kubelet;

  @Before
  public void start() throws Exception {
    fixture = new ImageFixture(j, folder.newFolder().toPath());
    kubernetes = EmbeddedKubernetes.withoutControllers(folder.newFolder().toPath(), CLUSTER);
    front = new PodFront(kubernetes.uri());
    clients = new KubeClients(Clock.systemUTC());
    session =
        clients.open(
            KubeAccess.to(
                HttpEndpoint.at(kubernetes.uri())
                    .authentication(Authentication.bearer(() -> CLUSTER))
                    .build(),
                "the test's cluster"));
    ImageFixture.text("cluster", CLUSTER);
    ClusterTarget cluster = new ClusterTarget(front.uri().toString());
    cluster.setCredentialsId("cluster");
    Platform platform = PaasConfiguration.get().getPlatforms().get(0);
    platform.setCluster(cluster);
    PaasConfiguration.get().setPlatforms(List.of(platform));
  }

  @After
  public void stop() throws Exception {
    if (kubelet != null) {
      kubelet.close();
    }
    session.close();
    clients.close();
    front.close();
    kubernetes.close();
    fixture.close();
  }

  @Test
  public void aPodIsCreatedFedAndRemoved() throws Exception {
    namespace();
    String digest = image();
    kubelet(digest);
    WorkflowRun run = begin("text: 'FROM scratch'", "secrets: [npm: 'npm-token'], ");
    Pod pod = pod();
    kubelet.run(pod);
    kubelet.end(pod);
    j.waitForCompletion(run);
    j.assertBuildStatus(Result.SUCCESS, run);
    j.assertLogContains("digest " + digest + " by buildkit", run);
    j.assertLogContains("recorded-buildctl-daemonless: a stand-in, nothing is built", run);
    j.assertLogContains("context: . ./Dockerfile ./link", run);
    j.assertLogContains("daemon: [registry.\"" + fixture.host() + "\"] http = true", run);
    j.assertLogContains("--opt build-arg:TEXT=it's $(HOME) $$", run);
    j.assertLogContains("secret npm: ****", run);
    j.assertLogNotContains(ImageFixture.SECRET, run);
    j.assertLogNotContains(ImageFixture.TOKEN, run);
    j.assertLogNotContains(CLUSTER, run);
    assertEquals("fed once", 1, front.commands());
    assertNothingLeft();

    var container = pod.getSpec().getContainers().get(0);
    assertEquals("docker.io/moby/buildkit:v0.13.2-rootless", container.getImage());
    assertEquals(Long.valueOf(1000), container.getSecurityContext().getRunAsUser());
    assertFalse(container.getSecurityContext().getPrivileged());
    assertFalse(pod.getSpec().getAutomountServiceAccountToken());
    assertTrue(pod.getSpec().getActiveDeadlineSeconds() > 3000);
    assertFalse(pod.toString(), pod.toString().contains(ImageFixture.SECRET));
  }

  @Test
  public void anAbortRemovesPodAndSecret() throws Exception {
    namespace();
    kubelet("sha256:" + "0".repeat(64));
    WorkflowRun run = begin("text: 'FROM scratch'", "");
    kubelet.run(pod());
    Await.until(
        Duration.ofSeconds(60),
        () -> front.commands(),
        fed -> fed == 1,
        () -> "the pod should be fed");
    run.doStop();
    j.waitForCompletion(run);
    j.assertBuildStatus(Result.ABORTED, run);
    assertNothingLeft();
  }

  @Test
  public void aFailureShowsTheOutputAndRemovesThePod() throws Exception {
    namespace();
    kubelet("-");
    WorkflowRun run = begin("text: 'FROM scratch'\nwriteFile file: 'fail', text: ''", "");
    Pod pod = pod();
    kubelet.run(pod);
    kubelet.end(pod);
    j.waitForCompletion(run);
    j.assertBuildStatus(Result.FAILURE, run);
    j.assertLogContains("error: failed to solve", run);
    j.assertLogContains(
        "could not build or push " + fixture.host() + "/shop/api:1, exit status 1", run);
    j.assertLogNotContains("at io.jenkins", run);
    assertNothingLeft();
  }

  @Test
  public void anImageThatCannotBePulledIsSaid() throws Exception {
    namespace();
    WorkflowRun run = begin("text: 'FROM scratch'", "");
    StandInKubelet.status(
        session.client(),
        pod(),
        "Pending",
        new ContainerStateBuilder()
            .withNewWaiting()
            .withReason("ImagePullBackOff")
            .withMessage("manifest unknown")
            .endWaiting());
    j.waitForCompletion(run);
    j.assertBuildStatus(Result.FAILURE, run);
    j.assertLogContains("cannot start: ImagePullBackOff: manifest unknown", run);
    j.assertLogContains("buildkit(podImage: '…')", run);
    assertNothingLeft();
  }

  @Test
  public void withoutItsNamespaceNothingIsMade() throws Exception {
    WorkflowRun run = fixture.run(Result.FAILURE, script("text: 'FROM scratch'", ""));
    j.assertLogContains("has no namespace 'paas-builds' for pods that build", run);
    assertEquals(List.of(), session.client().pods().inAnyNamespace().list().getItems());
  }

  private void namespace() {
    session
        .client()
        .namespaces()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName("paas-builds").endMetadata().build())
        .create();
  }

  private void kubelet(String stated) throws Exception {
    KubernetesClient direct = session.client();
    kubelet = new StandInKubelet(direct, folder.newFolder().toPath(), stated);
    front.kubelet(kubelet);
  }

  /** Pushes one, since the stand-in builds none. */
  private String image() throws Exception {
    fixture.run(
        Result.SUCCESS,
        "writeFile file: 'target/classes/app.txt', text: 'app'\n"
            + "paasBuildImage(image: 'shop/api', tags: ['1'], builder: jib(mainClass: 'a.B'))");
    try (RegistryClient client = fixture.client()) {
      return client.manifest("shop/api", "1").orElseThrow().digest();
    }
  }

  private WorkflowRun begin(String dockerfile, String arguments) throws Exception {
    return fixture.job(script(dockerfile, arguments)).scheduleBuild2(0).waitForStart();
  }

  private static String script(String dockerfile, String arguments) {
    return "writeFile file: 'Dockerfile', "
        + dockerfile
        + "\nsh 'ln -s /etc/passwd link'\n"
        + "def i = paasBuildImage(image: 'shop/api', tags: ['1'], "
        + arguments
        + "buildArgs: [TEXT: 'it\\'s $(HOME) $$'], builder: buildkit())\n"
        + "echo \"digest ${i.digest} by ${i.builder}\"";
  }

  private Pod pod() throws Exception {
    return Await.until(
            Duration.ofSeconds(60),
            () ->
                session.client().secrets().inNamespace("paas-builds").list().getItems().isEmpty()
                    ? List.<Pod>of()
                    : session.client().pods().inNamespace("paas-builds").list().getItems(),
            pods -> pods.size() == 1,
            () -> "the step should create its pod")
        .get(0);
  }

  private void assertNothingLeft() throws Exception {
    assertEquals(List.of(), session.client().pods().inNamespace("paas-builds").list().getItems());
    assertEquals(
        List.of(), session.client().secrets().inNamespace("paas-builds").list().getItems());
    try (Stream<Path> files = Files.walk(j.jenkins.getRootDir().toPath())) {
      List<Path> left = files.filter(f -> f.endsWith("context.tgz")).toList();
      assertEquals(List.of(), left);
    }
  }
}
