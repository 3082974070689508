package io.jenkins.embedded.platform.kube;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.Rule;
import org.junit.Test;

public class ServerSideApplyTest {
  @Rule public final KubernetesFixture kube = new KubernetesFixture();

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: api, namespace: default, labels: {app: api}}
      spec:
        replicas: 0
        selector: {matchLabels: {app: api}}
        template:
          metadata: {labels: {app: api}}
          spec:
            containers:
              - name: api
                image: 127.0.0.1:1/shop/api:1
                env: [{name: PORT, value: "8080"}]
                ports: [{name: metrics, containerPort: 8080}]
      """;

  private Deployment deployment(String yaml) {
    return Serialization.unmarshal(yaml, Deployment.class);
  }

  private Deployment apply(String manager, String yaml) {
    return kube.client.resource(deployment(yaml)).fieldManager(manager).serverSideApply();
  }

  @Test
  public void createsThenLeavesTheUnchangedAlone() throws Exception {
    Deployment first = apply("paas", DEPLOYMENT);
    KubernetesFixture.await(
        "the controllers are done with it",
        () ->
            kube.client.resource(first).get().getStatus().getConditions().stream()
                .anyMatch(c -> c.getReason().equals("NewReplicaSetAvailable")));
    assertEquals(Integer.valueOf(25 * 24), first.getSpec().getProgressDeadlineSeconds());
    Deployment second = apply("paas", DEPLOYMENT);
    assertEquals(first.getMetadata().getUid(), second.getMetadata().getUid());
    assertEquals(first.getMetadata().getGeneration(), second.getMetadata().getGeneration());
    String version = kube.client.resource(first).get().getMetadata().getResourceVersion();
    assertEquals(version, apply("paas", DEPLOYMENT).getMetadata().getResourceVersion());
  }

  @Test
  public void namesManagerAndFieldOfAConflict() {
    apply("spinnaker", DEPLOYMENT);
    String other = DEPLOYMENT.replace("api:1", "api:2").replace("8080\"}", "9090\"}");
    KubernetesClientException e =
        assertThrows(KubernetesClientException.class, () -> apply("paas", other));
    assertEquals(409, e.getCode());
    assertEquals(
        "Apply failed with 2 conflicts: conflicts with \"spinnaker\":\n"
            + "- .spec.template.spec.containers[name=\"api\"].env[name=\"PORT\"].value\n"
            + "- .spec.template.spec.containers[name=\"api\"].image",
        e.getStatus().getMessage());
    StatusCause cause = e.getStatus().getDetails().getCauses().get(1);
    assertEquals("FieldManagerConflict", cause.getReason());
    assertEquals("conflict with \"spinnaker\"", cause.getMessage());
    assertEquals(".spec.template.spec.containers[name=\"api\"].image", cause.getField());

    Deployment forced =
        kube.client
            .resource(deployment(other))
            .fieldManager("paas")
            .forceConflicts()
            .serverSideApply();
    assertEquals(
        "127.0.0.1:1/shop/api:2",
        forced.getSpec().getTemplate().getSpec().getContainers().get(0).getImage());
    KubernetesClientException back =
        assertThrows(KubernetesClientException.class, () -> apply("spinnaker", DEPLOYMENT));
    assertTrue(back.getMessage(), back.getMessage().contains("conflicts with \"paas\""));
  }

  @Test
  public void aScaleByHandIsAConflictOfItsOwn() {
    apply("paas", DEPLOYMENT);
    kube.client
        .apps()
        .deployments()
        .withName("api")
        .edit(
            d -> {
              d.getSpec().setRevisionHistoryLimit(3);
              d.getSpec().setMinReadySeconds(4);
              return d;
            });
    KubernetesClientException e =
        assertThrows(
            KubernetesClientException.class,
            () -> apply("paas", DEPLOYMENT.replace("replicas: 0", "minReadySeconds: 1")));
    assertTrue(
        e.getStatus().getMessage(),
        e.getStatus()
            .getMessage()
            .matches(
                "Apply failed with 1 conflict: conflict with \"[^\"]+\" using apps/v1:"
                    + " .spec.minReadySeconds"));
  }

  @Test
  public void whatIsNoLongerAppliedGoesUnlessAnotherOwnsIt() {
    apply(
        "paas",
        DEPLOYMENT.replace(
            "env: [{name: PORT, value: \"8080\"}]",
            "env: [{name: PORT, value: \"8080\"}, {name: MODE, value: x}]"));
    String sidecar =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: api, namespace: default}
        spec:
          selector: {matchLabels: {app: api}}
          template:
            metadata: {labels: {app: api}}
            spec: {containers: [{name: proxy, image: "127.0.0.1:1/proxy:1"}]}
        """;
    apply("mesh", sidecar);
    Deployment after = apply("paas", DEPLOYMENT);
    List<Container> containers = after.getSpec().getTemplate().getSpec().getContainers();
    assertEquals(
        List.of("api", "proxy"),
        containers.stream().map(Container::getName).collect(Collectors.toList()));
    assertEquals(1, containers.get(0).getEnv().size());
    ManagedFieldsEntry paas =
        after.getMetadata().getManagedFields().stream()
            .filter(m -> m.getManager().equals("paas"))
            .findFirst()
            .orElseThrow();
    assertEquals("Apply", paas.getOperation());
    assertTrue(
        Serialization.asJson(paas.getFieldsV1())
            .contains("k:{\\\"containerPort\\\":8080,\\\"protocol\\\":\\\"TCP\\\"}"));
  }

  @Test
  public void aDryRunKeepsNothing() {
    Deployment dry =
        kube.client
            .resource(deployment(DEPLOYMENT))
            .dryRun()
            .fieldManager("paas")
            .serverSideApply();
    assertEquals("api", dry.getMetadata().getName());
    assertNull(kube.client.apps().deployments().withName("api").get());
  }
}
