package io.jenkins.embedded.platform.runtime;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class PodRuntimeTest {
  @Rule public final RuntimeFixture runtime = new RuntimeFixture();
  private KubernetesClient client;

  @Before
  public void connect() {
    client = runtime.client;
  }

  private Pod pod(String image, String more) {
    String yaml =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: tiny, namespace: default, labels: {app: tiny}}
        spec:
          terminationGracePeriodSeconds: 2
          containers:
            - name: main
              image: "%s"
              ports: [{name: http, containerPort: 8080}]
              env:
                - {name: PORT, value: "8080"}
                - {name: GREETING, value: "port $(PORT)"}
                - {name: POD_IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
        %s
        """
            .formatted(image, more);
    return client.resource(Serialization.unmarshal(yaml, Pod.class)).create();
  }

  private static final String READINESS =
      "      readinessProbe: {httpGet: {path: /, port: http}, periodSeconds: 1,"
          + " failureThreshold: 1}";

  private Pod await(String what, Predicate<Pod> holds) {
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    Pod pod = null;
    while (Instant.now().isBefore(end)) {
      pod = client.pods().withName("tiny").get();
      if (pod != null && pod.getStatus() != null && holds.test(pod)) {
        return pod;
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new AssertionError(
        "not within 30 s: "
            + what
            + "; it is "
            + Serialization.asYaml(pod)
            + client.pods().withName("tiny").getLog());
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
  }

  private static ContainerStatus main(Pod pod) {
    List<ContainerStatus> all = pod.getStatus().getContainerStatuses();
    return all.isEmpty() ? new ContainerStatus() : all.get(0);
  }

  private static String waiting(Pod pod) {
    ContainerStatus main = main(pod);
    return main.getState() == null || main.getState().getWaiting() == null
        ? ""
        : main.getState().getWaiting().getReason();
  }

  private static ProcessHandle process(Pod pod) {
    String id = main(pod).getContainerID();
    return ProcessHandle.of(Long.parseLong(id.substring("process://".length()))).orElseThrow();
  }

  private static void signal(String name, ProcessHandle process) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  @Test
  public void runsWithThePodsAddressAndEnvironmentAlone() throws Exception {
    pod(runtime.server("1"), READINESS);
    Pod pod = await("ready", PodRuntimeTest::isReady);
    String ip = pod.getStatus().getPodIP();
    assertTrue(ip, ip.startsWith("127.") && !ip.startsWith("127.0."));
    assertEquals("Running", pod.getStatus().getPhase());
    String environment =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://" + ip + ":8080/")).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
    assertTrue(environment, environment.contains("GREETING=port 8080"));
    assertTrue(environment, environment.contains("MODE=image"));
    assertFalse(environment, environment.contains("PATH="));
    assertEquals("listening on " + ip + "\n", client.pods().withName("tiny").getLog());
    Path log = runtime.folder.getRoot().toPath().resolve("cluster/pods/default_tiny_main.log");
    assertTrue(Files.exists(log));
  }

  @Test
  public void aStoppedProcessIsNotReadyAndAKilledOneRestarts() throws Exception {
    pod(runtime.server("1"), READINESS);
    ProcessHandle first = process(await("ready", PodRuntimeTest::isReady));
    signal("STOP", first);
    await("not ready", p -> !isReady(p));
    signal("CONT", first);
    await("ready again", PodRuntimeTest::isReady);
    signal("KILL", first);
    Pod again = await("restarted", p -> isReady(p) && main(p).getRestartCount() == 1);
    assertEquals(Integer.valueOf(137), main(again).getLastState().getTerminated().getExitCode());
    assertTrue(client.pods().withName("tiny").terminated().getLog().startsWith("listening on"));
  }

  @Test
  public void followsALogAndShowsItsTail() throws Exception {
    pod(runtime.server("1"), READINESS);
    ProcessHandle process = process(await("ready", PodRuntimeTest::isReady));
    assertEquals("", client.pods().withName("tiny").tailingLines(0).getLog());
    try (LogWatch watch = client.pods().withName("tiny").watchLog()) {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(watch.getOutput(), StandardCharsets.UTF_8));
      assertTrue(lines.readLine().startsWith("listening on"));
      signal("KILL", process);
      assertEquals(null, lines.readLine());
    }
  }

  @Test
  public void repeatedExitsBackOff() throws Exception {
    String image =
        runtime.push(
            new TinyImage()
                .type(TinyServer.class)
                .entrypoint("/opt/java/bin/java", "-cp", "/app", RuntimeFixture.MAIN, "exit", "3"));
    pod(image, "");
    Pod pod = await("backing off", p -> waiting(p).equals("CrashLoopBackOff"));
    assertEquals(Integer.valueOf(3), main(pod).getLastState().getTerminated().getExitCode());
    assertTrue(main(pod).getRestartCount() >= 1);
    assertTrue(client.pods().withName("tiny").getLog().contains("giving up"));
  }

  @Test
  public void namesTheReferenceOfAnImageThatIsNotThere() {
    String image = runtime.registry.uri().getAuthority() + "/shop/none:7";
    pod(image, "");
    Pod pod = await("failing", p -> waiting(p).equals("ErrImagePull"));
    String message = main(pod).getState().getWaiting().getMessage();
    assertTrue(message, message.contains(image) && message.contains("_UNKNOWN"));
    await("backing off", p -> waiting(p).equals("ImagePullBackOff"));
    boolean told =
        client.v1().events().list().getItems().stream()
            .anyMatch(e -> e.getType().equals("Warning") && e.getMessage().contains(image));
    assertTrue(told);
  }

  @Test
  public void refusesWhatIsNotJava() throws Exception {
    pod(
        runtime.push(new TinyImage().file("bin/sh", new byte[1]).entrypoint("/bin/sh", "-c", "x")),
        "");
    Pod pod = await("refused", p -> waiting(p).equals("CreateContainerError"));
    String message = main(pod).getState().getWaiting().getMessage();
    assertTrue(message, message.contains("the entrypoint '/bin/sh' is not java"));
  }

  @Test
  public void refusesAnArchiveThatLeavesItsDirectory() throws Exception {
    pod(runtime.push(new TinyImage().file("../../evil", new byte[1]).entrypoint("java")), "");
    Pod pod = await("refused", p -> waiting(p).equals("ErrImagePull"));
    String message = main(pod).getState().getWaiting().getMessage();
    assertTrue(message, message.contains("'../../evil' points outside of the image"));
  }

  @Test
  public void leavesNoProcess() throws Exception {
    pod(runtime.server("1"), READINESS);
    ProcessHandle process = process(await("ready", PodRuntimeTest::isReady));
    assertTrue(process.isAlive());
    runtime.cluster.close();
    assertFalse(process.isAlive());
  }

  @Test
  public void endsOnDeletion() throws Exception {
    pod(runtime.server("1"), READINESS);
    ProcessHandle process = process(await("ready", PodRuntimeTest::isReady));
    client.pods().withName("tiny").delete();
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    while (client.pods().withName("tiny").get() != null && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(20_000_000);
    }
    assertEquals(null, client.pods().withName("tiny").get());
    assertFalse(process.isAlive());
  }
}
