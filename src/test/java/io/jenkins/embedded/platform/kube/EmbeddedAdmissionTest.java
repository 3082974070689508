package io.jenkins.embedded.platform.kube;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

/** What the stand-in refuses, and what it does with namespaces, quotas and definitions. */
public class EmbeddedAdmissionTest {
  @Rule public final KubernetesFixture kube = new KubernetesFixture();

  private ConfigMap map(String name, String... data) {
    ConfigMapBuilder map =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace("default")
            .addToLabels("app", "shop")
            .endMetadata();
    for (int i = 0; i < data.length; i += 2) {
      map.addToData(data[i], data[i + 1]);
    }
    return map.build();
  }

  private KubernetesClientException refused(org.junit.function.ThrowingRunnable call) {
    return assertThrows(KubernetesClientException.class, call);
  }

  @Test
  public void refusesInvalidNamesAndMisspeltFields() {
    KubernetesClientException name =
        refused(() -> kube.client.resource(map("Settings_1")).create());
    assertEquals(422, name.getCode());
    assertEquals("metadata.name", name.getStatus().getDetails().getCauses().get(0).getField());

    String deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: api, namespace: default}
        spec:
          replcas: 2
          selector: {matchLabels: {app: api}}
          template:
            metadata: {labels: {app: api}}
            spec: {containers: [{name: api, image: "127.0.0.1:1/a:1"}]}
        """;
    GenericKubernetesResource misspelt =
        io.fabric8.kubernetes.client.utils.Serialization.unmarshal(
            deployment, GenericKubernetesResource.class);
    KubernetesClientException field =
        refused(() -> kube.client.resource(misspelt).fieldManager("paas").serverSideApply());
    assertTrue(
        field.getMessage(), field.getMessage().contains(".spec.replcas: field not declared"));
  }

  @Test
  public void deletesANamespaceWithItsContents() throws Exception {
    Namespace shop =
        new NamespaceBuilder().withNewMetadata().withName("shop").endMetadata().build();
    kube.client.resource(shop).create();
    ConfigMap held = map("held");
    held.getMetadata().setNamespace("shop");
    held.getMetadata().setFinalizers(List.of("example.com/hold"));
    kube.client.resource(held).create();

    kube.client.namespaces().withName("shop").delete();
    KubernetesFixture.await(
        "terminating",
        () ->
            kube.client
                .namespaces()
                .withName("shop")
                .get()
                .getStatus()
                .getPhase()
                .equals("Terminating"));
    ConfigMap late = map("late");
    late.getMetadata().setNamespace("shop");
    KubernetesClientException e = refused(() -> kube.client.resource(late).create());
    assertEquals(403, e.getCode());
    assertTrue(e.getMessage(), e.getMessage().contains("because it is being terminated"));

    KubernetesFixture.await(
        "marked",
        () ->
            kube.client
                .configMaps()
                .inNamespace("shop")
                .withName("held")
                .get()
                .isMarkedForDeletion());
    kube.client
        .configMaps()
        .inNamespace("shop")
        .withName("held")
        .edit(m -> new ConfigMapBuilder(m).editMetadata().withFinalizers().endMetadata().build());
    KubernetesFixture.await("gone", () -> kube.client.namespaces().withName("shop").get() == null);
  }

  @Test
  public void enforcesQuota() {
    kube.client
        .resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("small")
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .addToHard("pods", new Quantity("1"))
                .addToHard("requests.memory", new Quantity("128Mi"))
                .endSpec()
                .build())
        .create();
    KubernetesClientException silent =
        refused(() -> kube.client.resource(pod("p1", null)).create());
    assertTrue(
        silent.getMessage(),
        silent.getMessage().contains("must specify requests.memory for: main"));
    kube.client.resource(pod("p1", "64Mi")).create();
    KubernetesClientException over =
        refused(() -> kube.client.resource(pod("p2", "96Mi")).create());
    assertEquals(403, over.getCode());
    assertTrue(
        over.getMessage(),
        over.getMessage()
            .contains(
                "exceeded quota: small, requested: pods=1,requests.memory=96Mi, used:"
                    + " pods=1,requests.memory=64Mi, limited: pods=1,requests.memory=128Mi"));
  }

  private static io.fabric8.kubernetes.api.model.Pod pod(String name, String memory) {
    PodBuilder pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace("default")
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withName("main")
            .withImage("127.0.0.1:1/x:1")
            .endContainer()
            .endSpec();
    if (memory != null) {
      pod.editSpec()
          .editContainer(0)
          .withNewResources()
          .addToRequests("memory", new Quantity(memory))
          .endResources()
          .endContainer()
          .endSpec();
    }
    return pod.build();
  }

  @Test
  public void servesCustomResources() {
    kube.client
        .load(
            new java.io.ByteArrayInputStream(
                """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: databases.example.com}
                spec:
                  group: example.com
                  scope: Namespaced
                  names: {plural: databases, singular: database, kind: Database}
                  versions:
                    - name: v1
                      served: true
                      storage: true
                      schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .serverSideApply();
    GenericKubernetesResource database = new GenericKubernetesResource();
    database.setApiVersion("example.com/v1");
    database.setKind("Database");
    database.setMetadata(
        new io.fabric8.kubernetes.api.model.ObjectMetaBuilder()
            .withName("main")
            .withNamespace("default")
            .build());
    database.setAdditionalProperty("spec", Map.of("size", 3));
    kube.client.resource(database).fieldManager("paas").serverSideApply();
    GenericKubernetesResource found =
        kube.client.genericKubernetesResources("example.com/v1", "Database").withName("main").get();
    assertEquals(Integer.valueOf(3), found.get("spec", "size"));
  }
}
