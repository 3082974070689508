package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.embedded.platform.kube.EmbeddedKubernetes;
import io.jenkins.embedded.platform.registry.EmbeddedRegistry;
import io.jenkins.embedded.platform.registry.RegistryServer;
import io.jenkins.plugins.paas.image.PodFront;
import io.jenkins.plugins.paas.image.StandInKubelet;
import io.jenkins.plugins.paas.image.registry.ImageContent;
import io.jenkins.plugins.paas.image.registry.Manifest;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import io.jenkins.plugins.paas.image.registry.RegistryCredential;
import io.jenkins.plugins.paas.image.registry.RegistryHost;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.RegistryTarget;
import io.jenkins.plugins.paas.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * {@code paasBuildImage} by a pod of BuildKit, on a stand-in node, that ends during the restart.
 */
final class WaitingBuildKitPod extends WaitingStep {

  private static final String NAMESPACE = "paas-builds";

  private EmbeddedRegistry registry;
  private EmbeddedKubernetes cluster;
  private PodFront front;
  private KubernetesClient client;
  private StandInKubelet kubelet;
  private String digest;
  private Pod pod;

  @Override
  void start(Path directory) throws Exception {
    registry = new EmbeddedRegistry(Files.createDirectory(directory.resolve("registry")), SECRET);
    try (RegistryClient images =
        RegistryClient.of(
            RegistryHost.of(registry.uri().toString()),
            new RegistryCredential(RegistryServer.USER, () -> SECRET))) {
      Manifest image = ImageContent.push(images, "shop/api", "what the stand-in says it built");
      images.tag("shop/api", image, "1.0");
      digest = image.digest();
    }
    cluster =
        EmbeddedKubernetes.withoutControllers(
            Files.createDirectory(directory.resolve("cluster")), SECRET);
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(cluster.uri().toString())
            .withOauthToken(SECRET)
            .build();
    client = new KubernetesClientBuilder().withConfig(config).build();
    client
        .namespaces()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
    front = new PodFront(cluster.uri());
    kubelet = new StandInKubelet(client, Files.createDirectory(directory.resolve("node")), digest);
    front.kubelet(kubelet);
  }

  @Override
  void configure(Platform platform) {
    RegistryTarget images = new RegistryTarget(registry.uri().toString());
    images.setCredentialsId("remote");
    platform.setRegistry(images);
    ClusterTarget target = new ClusterTarget(front.uri().toString());
    target.setCredentialsId("token");
    platform.setCluster(target);
  }

  @Override
  String script() {
    return "node {\n  writeFile file: 'Dockerfile', text: 'FROM scratch'\n  echo \"pushed"
        + " ${paasBuildImage(image: 'shop/api', tags: ['1.0'], builder: buildkit()).digest}\"\n}";
  }

  @Override
  String waits() {
    return "[paas:image] fed BuildKit pod";
  }

  @Override
  void awaitWaiting(JenkinsRule j, WorkflowRun run) throws Exception {
    Await.until(
        Duration.ofSeconds(60),
        () -> client.secrets().inNamespace(NAMESPACE).list().getItems(),
        secrets -> secrets.size() == 1,
        () -> "the step should create pod and Secret");
    pod = client.pods().inNamespace(NAMESPACE).list().getItems().get(0);
    kubelet.run(pod);
    super.awaitWaiting(j, run);
  }

  @Override
  void release() throws Exception {
    kubelet.end(pod);
  }

  @Override
  String ends() {
    return "pushed " + digest;
  }

  @Override
  void assertOnce(WorkflowRun run) throws Exception {
    assertEquals("fed once", 1, front.commands());
    assertEquals(1, count(run, "[paas:image] building "));
    assertEquals(List.of(), client.pods().inNamespace(NAMESPACE).list().getItems());
    assertEquals(List.of(), client.secrets().inNamespace(NAMESPACE).list().getItems());
  }

  @Override
  public void close() throws Exception {
    kubelet.close();
    client.close();
    front.close();
    cluster.close();
    registry.close();
  }
}
