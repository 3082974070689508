package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.jenkins.embedded.platform.kube.EmbeddedKubernetes;
import io.jenkins.embedded.platform.runtime.RegistryAccess;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.ClusterTarget;
import io.jenkins.plugins.paas.platform.Platform;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;

/** {@code paasProvision}: a claim whose operator takes its time. */
class WaitingProvision extends WaitingStep {

  private static final ResourceDefinitionContext CLUSTERS =
      new ResourceDefinitionContext.Builder()
          .withGroup("postgresql.cnpg.io")
          .withVersion("v1")
          .withKind("Cluster")
          .withPlural("clusters")
          .withNamespaced(true)
          .build();
  private static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: clusters.postgresql.cnpg.io}
      spec:
        group: postgresql.cnpg.io
        names: {kind: Cluster, plural: clusters, singular: cluster}
        scope: Namespaced
        versions:
        - name: v1
          served: true
          storage: true
          subresources: {status: {}}
          schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
      """;

  EmbeddedKubernetes cluster;
  KubernetesClient client;
  FaultyServer front;

  @Override
  void start(Path directory) throws Exception {
    cluster = new EmbeddedKubernetes(directory, SECRET, RegistryAccess.none());
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(cluster.uri().toString())
            .withOauthToken(SECRET)
            .build();
    client = new KubernetesClientBuilder().withConfig(config).build();
    client.load(new ByteArrayInputStream(DEFINITION.getBytes(StandardCharsets.UTF_8))).create();
    front = FaultyServer.inFrontOf(cluster.uri());
  }

  @Override
  void configure(Platform platform) {
    ClusterTarget target = new ClusterTarget(front.uri().toString());
    target.setCredentialsId("token");
    platform.setCluster(target);
  }

  @Override
  String script() {
    return "def e = paasProvision(environment: 'staging', claims: [claim(template: 'postgres',"
        + " name: 'db')])\n"
        + "echo \"bound ${e.bindings.db.secret}\"";
  }

  @Override
  String waits() {
    return "Secret/db-app key password of claim 'db' (postgres) is awaited";
  }

  @Override
  void release() {
    client
        .secrets()
        .inNamespace("shop-staging")
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("db-app")
                .endMetadata()
                .addToStringData(Map.of("username", "app", "password", SECRET))
                .build())
        .create();
    GenericKubernetesResource object = clusters().withName("db").get();
    object.setAdditionalProperty(
        "status", Map.of("phase", "Cluster in healthy state", "readyInstances", 3));
    clusters().resource(object).updateStatus();
  }

  private NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      clusters() {
    return client.genericKubernetesResources(CLUSTERS).inNamespace("shop-staging");
  }

  @Override
  String ends() {
    return "bound db-binding";
  }

  @Override
  void assertOnce(WorkflowRun run) throws Exception {
    assertEquals(1, front.count("PATCH", "/clusters/db"));
    assertEquals(1, front.count("PATCH", "/secrets/db-binding"));
    assertEquals(1, count(run, "[paas:provision] Cluster/db created"));
  }

  /** How often the claim's object was changed. */
  long generation() {
    return clusters().withName("db").get().getMetadata().getGeneration();
  }

  @Override
  public void close() throws Exception {
    front.close();
    client.close();
    cluster.close();
  }
}
