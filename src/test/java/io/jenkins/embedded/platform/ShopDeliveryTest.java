package io.jenkins.embedded.platform;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Result;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.jenkins.embedded.casc.ConfigurationFile;
import io.jenkins.plugins.paas.testing.Await;
import io.jenkins.plugins.paas.testing.Canaries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** The sample application, delivered from its own Jenkinsfile on the embedded platform. */
public class ShopDeliveryTest {

  private static final Path SHOP = Path.of("examples/shop");

  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();
  @Rule public final JenkinsRule rule = new JenkinsRule();

  private static EmbeddedPlatform platform;
  private static KubernetesClient cluster;
  private static Path configuration;

  @BeforeClass
  public static void start() throws Exception {
    Path state = FOLDER.newFolder().toPath();
    platform = EmbeddedPlatform.start(state, line -> System.out.println("[platform] " + line));
    platform.pipeline(SHOP.resolve("spinnaker/deploy-production.json"));
    configuration = state.resolve("platforms.yaml");
    platform.writeConfiguration(configuration);
    cluster =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withMasterUrl(platform.kubernetes().toString())
                    .withOauthToken(platform.token())
                    .build())
            .build();
  }

  @AfterClass
  public static void stop() {
    cluster.close();
    platform.close();
  }

  @Before
  public void configure() throws Exception {
    ConfigurationFile.apply(configuration, Map.of());
  }

  @Test
  public void isDeliveredAndWhatGoesWrongLaterIsSaid() throws Exception {
    WorkflowRun delivery = build(Files.readString(SHOP.resolve("Jenkinsfile")), Result.SUCCESS);
    JsonNode passport =
        new ObjectMapper()
            .readTree(delivery.getRootDir().toPath().resolve("passport.json").toFile());
    assertEquals(
        List.of("image", "environment", "monitoring", "logging", "deployment"),
        passport.path("evidence").findValuesAsText("kind"));
    rule.assertLogContains("Release passport", delivery);
    assertEquals(
        List.of(),
        Canaries.in(rule.jenkins.getRootDir().toPath(), Canaries.forms("paas", platform.token())));
    assertEachSystemIsInTheAuditOf(delivery);
    Pod production = pod("shop-production", ShopDeliveryTest::isReady);
    String image = production.getSpec().getContainers().get(0).getImage();
    assertEquals(passport.path("evidence").get(0).path("facts").path("reference").asText(), image);

    Pod staging = pod("shop-staging", ShopDeliveryTest::isReady);
    signal("STOP", staging);
    WorkflowRun stopped =
        build(
            "withPaas(platform: 'embedded', application: 'shop') {\n"
                + "  paasMonitor(namespace: 'shop-staging', service: 'api', port: 'metrics',"
                + " timeoutMinutes: 1)\n"
                + "}",
            Result.FAILURE);
    rule.assertLogContains("http://" + staging.getStatus().getPodIP() + ":8080/metrics", stopped);
    rule.assertLogContains("deadline exceeded", stopped);

    signal("CONT", staging);
    signal("KILL", staging);
    Pod restarted = pod("shop-staging", p -> status(p).getRestartCount() == 1 && isReady(p));
    assertEquals(
        Integer.valueOf(137), status(restarted).getLastState().getTerminated().getExitCode());
    Await.until(
        Duration.ofSeconds(60),
        () -> killed(pod("shop-staging", p -> true)),
        p -> "CrashLoopBackOff".equals(waiting(p)),
        () -> "repeated exits should end in CrashLoopBackOff");
  }

  @Test
  public void aWrongImageIsNamed() throws Exception {
    WorkflowRun run =
        build(
            "withPaas(platform: 'embedded', application: 'shop') {\n"
                + "  paasProvision(environment: 'broken', timeoutMinutes: 1,"
                + " manifests: ['deploy/deployment.yaml', 'deploy/configmap.yaml'],"
                + " images: [api: '"
                + platform.registry().getAuthority()
                + "/shop/nothing:1'])\n"
                + "}",
            Result.FAILURE);
    rule.assertLogContains("ErrImagePull", run);
    rule.assertLogContains(platform.registry().getAuthority() + "/shop/nothing:1", run);
  }

  private void assertEachSystemIsInTheAuditOf(WorkflowRun delivery) throws Exception {
    Set<String> systems = new TreeSet<>();
    for (String line :
        Files.readAllLines(rule.jenkins.getRootDir().toPath().resolve("logs/paas-audit.jsonl"))) {
      JsonNode call = new ObjectMapper().readTree(line);
      assertEquals(line, delivery.getExternalizableId(), call.path("build").asText());
      assertEquals(line, "embedded", call.path("platform").asText());
      systems.add(call.path("system").asText());
    }
    System.out.println("audited systems: " + systems);
    assertTrue(systems.toString(), systems.contains(platform.kubernetes().getAuthority()));
    assertTrue(systems.toString(), systems.contains(platform.registry().getAuthority()));
    assertTrue("a file for Prometheus " + systems, systems.contains("file"));
    assertTrue("search and Gate " + systems, systems.size() >= 5);
  }

  private WorkflowRun build(String script, Result expected) throws Exception {
    WorkflowJob job = rule.createProject(WorkflowJob.class);
    copy(Path.of(rule.jenkins.getWorkspaceFor(job).getRemote()));
    String text = script.startsWith("pipeline") ? script : "node {\n" + script + "\n}";
    job.setDefinition(new CpsFlowDefinition(text, true));
    return rule.buildAndAssertStatus(expected, job);
  }

  private static void copy(Path to) throws Exception {
    try (Stream<Path> all = Files.walk(SHOP)) {
      for (Path source : all.toList()) {
        Path target = to.resolve(SHOP.relativize(source).toString());
        if (Files.isDirectory(source)) {
          Files.createDirectories(target);
        } else {
          Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private Pod pod(String namespace, Predicate<Pod> is) throws Exception {
    return Await.until(
            Duration.ofSeconds(60),
            () -> cluster.pods().inNamespace(namespace).list().getItems(),
            pods -> pods.size() == 1 && is.test(pods.get(0)),
            () -> "the pod of " + namespace + " should be so")
        .get(0);
  }

  private static boolean isReady(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
  }

  private static ContainerStatus status(Pod pod) {
    return pod.getStatus().getContainerStatuses().get(0);
  }

  private static String waiting(Pod pod) {
    return status(pod).getState().getWaiting() == null
        ? ""
        : status(pod).getState().getWaiting().getReason();
  }

  private static Pod killed(Pod pod) throws Exception {
    if (status(pod).getState().getRunning() != null) {
      signal("KILL", pod);
    }
    return pod;
  }

  private static void signal(String name, Pod pod) throws Exception {
    String pid = status(pod).getContainerID().replace("process://", "");
    assertTrue(pid, pid.matches("\\d+"));
    new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
  }
}
