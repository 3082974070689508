package io.jenkins.embedded.platform.runtime;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;

public class WorkloadTest {
  @Rule public final RuntimeFixture runtime = new RuntimeFixture();

  private void apply(String yaml) {
    runtime
        .client
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .fieldManager("paas")
        .serverSideApply();
  }

  private void deploy(String image, String more) {
    apply(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: api, namespace: default}
        spec:
          replicas: 1
          %s
          selector: {matchLabels: {app: api}}
          template:
            metadata: {labels: {app: api}}
            spec:
              terminationGracePeriodSeconds: 2
              containers:
                - name: api
                  image: "%s"
                  ports: [{name: metrics, containerPort: 8080}]
                  env:
                    - {name: PORT, value: "8080"}
                    - {name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
                  readinessProbe: {tcpSocket: {port: metrics}, periodSeconds: 1}
        """
            .formatted(more, image));
  }

  private Deployment deployment() {
    return runtime.client.apps().deployments().withName("api").get();
  }

  private boolean isRolledOut() {
    Deployment d = deployment();
    return d.getStatus() != null
        && d.getMetadata().getGeneration().equals(d.getStatus().getObservedGeneration())
        && reason("Progressing").equals("NewReplicaSetAvailable")
        && Integer.valueOf(1).equals(d.getStatus().getUpdatedReplicas())
        && Integer.valueOf(1).equals(d.getStatus().getReplicas())
        && Integer.valueOf(1).equals(d.getStatus().getAvailableReplicas());
  }

  private String reason(String type) {
    return deployment().getStatus().getConditions().stream()
        .filter(c -> c.getType().equals(type))
        .map(DeploymentCondition::getReason)
        .findFirst()
        .orElse("");
  }

  private List<Pod> pods() {
    return runtime.client.pods().withLabel("app", "api").list().getItems();
  }

  @Test
  public void rollsOutBehindAService() throws Exception {
    deploy(runtime.server("1"), "");
    apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: api, namespace: default}
        spec:
          selector: {app: api}
          ports: [{name: metrics, port: 8088, targetPort: metrics}]
        """);
    RuntimeFixture.await("rolled out", this::isRolledOut);
    String first = pods().get(0).getStatus().getPodIP();
    RuntimeFixture.await("an endpoint", () -> addresses().contains(first));
    EndpointSubset subset = runtime.client.endpoints().withName("api").get().getSubsets().get(0);
    assertEquals(Integer.valueOf(8080), subset.getPorts().get(0).getPort());

    URI service =
        URI.create(
            "http://"
                + runtime.client.services().withName("api").get().getSpec().getClusterIP()
                + ":8088/");
    RuntimeFixture.await("an answer by the service's address", () -> answers(service));

    String second = runtime.server("2");
    deploy(second, "");
    RuntimeFixture.await("rolled out again", this::isRolledOut);
    RuntimeFixture.await("one pod left", () -> pods().size() == 1);
    assertEquals(second, pods().get(0).getSpec().getContainers().get(0).getImage());
    assertEquals(
        "2", deployment().getMetadata().getAnnotations().get("deployment.kubernetes.io/revision"));
    String now = pods().get(0).getStatus().getPodIP();
    RuntimeFixture.await("its endpoint alone", () -> addresses().equals(List.of(now)));

    runtime.client.apps().deployments().withName("api").delete();
    RuntimeFixture.await("all gone", () -> pods().isEmpty());
    assertTrue(runtime.client.apps().replicaSets().list().getItems().isEmpty());
  }

  private static boolean answers(URI service) throws Exception {
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(service).build(), HttpResponse.BodyHandlers.ofString())
          .body()
          .contains("PORT=8080");
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> addresses() {
    Endpoints endpoints = runtime.client.endpoints().withName("api").get();
    return endpoints == null
        ? List.of()
        : endpoints.getSubsets().stream()
            .flatMap(s -> s.getAddresses().stream())
            .map(EndpointAddress::getIp)
            .toList();
  }

  @Test
  public void aBadImageKeepsTheOldPodAndPassesTheDeadline() throws Exception {
    String good = runtime.server("1");
    deploy(good, "progressDeadlineSeconds: 2");
    RuntimeFixture.await("rolled out", this::isRolledOut);
    deploy(runtime.registry.uri().getAuthority() + "/shop/none:1", "progressDeadlineSeconds: 2");
    RuntimeFixture.await(
        "deadline", () -> reason("Progressing").equals("ProgressDeadlineExceeded"));
    assertEquals("MinimumReplicasAvailable", reason("Available"));
    assertEquals(2, pods().size());
  }

  @Test
  public void tellsWhyPodsCannotBeMade() throws Exception {
    runtime
        .client
        .resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("none")
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .addToHard("pods", new Quantity("0"))
                .endSpec()
                .build())
        .create();
    deploy(runtime.server("1"), "");
    RuntimeFixture.await(
        "replica failure",
        () -> deployment().getStatus() != null && reason("ReplicaFailure").equals("FailedCreate"));
    RuntimeFixture.await(
        "an event",
        () ->
            runtime.client.v1().events().list().getItems().stream()
                .anyMatch(
                    e ->
                        e.getReason().equals("FailedCreate")
                            && e.getMessage().contains("exceeded quota: none")));
  }

  @Test
  public void jobsCompleteOrFail() throws Exception {
    job("good", 0);
    job("bad", 4);
    RuntimeFixture.await("complete", () -> condition("good").equals("Complete"));
    RuntimeFixture.await("failed", () -> condition("bad").equals("Failed"));
  }

  private void job(String name, int code) throws Exception {
    String image =
        runtime.push(
            new TinyImage()
                .type(TinyServer.class)
                .entrypoint("java", "-cp", "/app", RuntimeFixture.MAIN));
    apply(
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: %s, namespace: default}
        spec:
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers: [{name: main, image: "%s", args: [exit, "%d"]}]
        """
            .formatted(name, image, code));
  }

  private String condition(String name) {
    Job job = runtime.client.batch().v1().jobs().withName(name).get();
    return job.getStatus() == null || job.getStatus().getConditions().isEmpty()
        ? ""
        : job.getStatus().getConditions().get(0).getType();
  }
}
