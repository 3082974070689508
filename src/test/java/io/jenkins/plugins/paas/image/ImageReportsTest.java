package io.jenkins.plugins.paas.image;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Result;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.image.registry.ContentDescriptor;
import io.jenkins.plugins.paas.image.registry.Manifest;
import io.jenkins.plugins.paas.image.registry.Referrers;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import io.jenkins.plugins.paas.testing.Await;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

/** SBOM and scan in Pipelines, with jib; the tools are recorded stand-ins, which say so. */
public class ImageReportsTest {

  private static final String SBOM = "application/vnd.cyclonedx+json";

  private static final String SOURCES =
      "writeFile file: 'Hello.java', text: 'class Hello { public static void main(String[] a) {} }'"
          + "\nwriteFile file: 'META-INF/maven/org.shop/core/pom.properties', text: "
          + "'groupId=org.shop\\nartifactId=core\\nversion=1.2\\n'\n"
          + "sh 'javac -d target/classes Hello.java && mkdir -p target/dependency"
          + " && jar cf target/dependency/core-1.2.jar META-INF'\n";

  private static final String FINDINGS =
      "{\"SchemaVersion\":2,\"Results\":[{\"Vulnerabilities\":[{\"VulnerabilityID\":\"CVE-1\","
          + "\"PkgName\":\"zlib\",\"InstalledVersion\":\"1.2\",\"Severity\":\"HIGH\"}]}]}";

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private ImageFixture fixture;
  private Path bin;
  private Path recorded;

  @Before
  public void start() throws Exception {
    fixture = new ImageFixture(j, folder.newFolder().toPath());
    bin = folder.newFolder().toPath();
    recorded = bin.resolve("recorded");
  }

  @After
  public void stop() {
    fixture.close();
  }

  private void install(String tool) throws Exception {
    Path script = bin.resolve(tool);
    try (InputStream in = getClass().getResourceAsStream("recorded-report-tool")) {
      Files.copy(in, script);
    }
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private WorkflowRun build(Result expected, String arguments, String report) throws Exception {
    return fixture.run(expected, script(arguments, report));
  }

  private String script(String arguments, String report) {
    return SOURCES
        + "withEnv(['PATH+TOOLS="
        + bin
        + "', 'RECORDED="
        + recorded
        + "', 'REPORT="
        + report
        + "']) { echo \"built ${paasBuildImage(image: 'shop/api', tags: ['1'], builder:"
        + " jib(dependencies: 'target/dependency'), "
        + arguments
        + ").digest}\" }";
  }

  @Test
  public void anAbortEndsTheToolAndRemovesItsFiles() throws Exception {
    install("trivy");
    WorkflowRun run =
        fixture.job(script("scan: [maxSeverity: 'high']", "wait")).scheduleBuild2(0).waitForStart();
    Await.until(
        Duration.ofSeconds(60),
        () -> isWaiting() || !run.isBuilding(),
        under -> under,
        () -> "the scan should be under way");
    run.doStop();
    j.waitForCompletion(run);
    j.assertBuildStatus(Result.ABORTED, run);
    Await.until(
        Duration.ofSeconds(30),
        ImageReportsTest::isWaiting,
        waiting -> !waiting,
        () -> "the tool should end with the step");
    assertNothingLeft();
  }

  /** Whether the stand-in's process is there; its number is no other's. */
  private static boolean isWaiting() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .anyMatch(line -> line.contains("sleep 61.09"));
  }

  @Test
  public void theLibrariesOfAJvmApplicationAreAttached() throws Exception {
    WorkflowRun run = build(Result.SUCCESS, "sbom: true", "");
    j.assertLogContains("sbom by the suite's own inventory (dpkg, apk, jars)", run);
    j.assertLogContains("sbom of 1 components attached to " + fixture.host() + "/shop/api@", run);
    try (RegistryClient client = fixture.client()) {
      Manifest image = client.manifest("shop/api", "1").orElseThrow();
      JsonNode bom = attached(client, image);
      assertEquals(
          "pkg:maven/org.shop/core@1.2", bom.path("components").path(0).path("purl").asText());
      assertEquals(image.digest(), bom.path("metadata").path("component").path("version").asText());
      assertEquals(List.of("1"), client.tags("shop/api"));
    }
  }

  @Test
  public void anOldRegistryHasItUnderTheFallbackTag() throws Exception {
    try (FaultyServer old = FaultyServer.inFrontOf(fixture.registry.uri())) {
      old.hide("OCI-Subject"); // which says that a registry has taken note of it
      fixture.configure(old.uri().toString());
      WorkflowRun run = build(Result.SUCCESS, "sbom: true", "");
      j.assertLogContains(
          "the registry lacks the referrers API: listed under the tag sha256-", run);
    }
    try (RegistryClient client = fixture.client()) {
      Manifest image = client.manifest("shop/api", "1").orElseThrow();
      String tag = Referrers.fallbackTag(image.digest());
      assertEquals(1, client.manifest("shop/api", tag).orElseThrow().manifests().size());
    }
  }

  @Test
  public void syftIsPreferredAndLogsInByAFile() throws Exception {
    install("syft");
    String document = "{\"bomFormat\":\"CycloneDX\",\"components\":[{\"name\":\"by-syft\"}]}";
    WorkflowRun run = build(Result.SUCCESS, "sbom: true", document);
    j.assertLogContains("recorded syft: a stand-in, nothing was looked into", run);
    try (RegistryClient client = fixture.client()) {
      Manifest image = client.manifest("shop/api", "1").orElseThrow();
      assertEquals(
          "by-syft", attached(client, image).path("components").path(0).path("name").asText());
      String seen = Files.readString(recorded);
      String reference = fixture.host() + "/shop/api@" + image.digest();
      assertTrue(seen, seen.contains("syft registry:" + reference + " --quiet -o cyclonedx-json="));
      assertTrue(seen, seen.contains("{\"auths\":{\"" + fixture.host() + "\":{\"auth\":"));
      assertTrue(seen, seen.contains("SYFT_REGISTRY_INSECURE_USE_HTTP=true"));
    }
    assertNothingLeft();
  }

  @Test
  public void whatSyftWritesMustBeAnSbom() throws Exception {
    install("syft");
    WorkflowRun run = build(Result.FAILURE, "sbom: true", "{\"spdxVersion\":\"2\"}");
    j.assertLogContains("The SBOM that syft wrote cannot be used: it is no CycloneDX JSON", run);
    WorkflowRun failed = build(Result.FAILURE, "sbom: true", "");
    j.assertLogContains("syft could not look into " + fixture.host() + "/shop/api@sha256:", failed);
    j.assertLogContains("(exit status 3)", failed);
    j.assertLogNotContains("at io.jenkins", failed);
    assertNothingLeft();
  }

  @Test
  public void whatIsWorseThanAllowedFailsWithATable() throws Exception {
    install("trivy");
    WorkflowRun run = build(Result.FAILURE, "scan: [maxSeverity: 'medium']", FINDINGS);
    j.assertLogContains("[paas:image] scan by trivy", run);
    j.assertLogContains("SEVERITY  ID     COMPONENT  INSTALLED  FIXED IN  GATE", run);
    j.assertLogContains("high      CVE-1  zlib       1.2        -         refused", run);
    j.assertLogContains("has 1 high over maxSeverity 'medium'. The image is pushed", run);
    j.assertLogNotContains("at io.jenkins", run);
    String seen = Files.readString(recorded);
    assertTrue(seen, seen.contains("trivy image --quiet --image-src remote --format json"));
    assertTrue(seen, seen.contains("TRIVY_NON_SSL=true"));
    assertNothingLeft();
  }

  @Test
  public void whatIsAllowedPassesWithATable() throws Exception {
    install("trivy");
    WorkflowRun run = build(Result.SUCCESS, "scan: [maxSeverity: 'high']", FINDINGS);
    j.assertLogContains("high      CVE-1  zlib       1.2        -         passes", run);
    j.assertLogContains("built sha256:", run);
    WorkflowRun unfixed =
        build(Result.SUCCESS, "scan: [maxSeverity: 'low', ignoreUnfixed: true]", FINDINGS);
    j.assertLogContains("passes", unfixed);
  }

  @Test
  public void grypeTakesItsPlaceAndAReportMustBeOne() throws Exception {
    install("grype");
    WorkflowRun run = build(Result.SUCCESS, "scan: [maxSeverity: 'none']", "{\"matches\":[]}");
    j.assertLogContains("[paas:image] grype found in " + fixture.host() + "/shop/api@", run);
    j.assertLogContains(": none", run);
    WorkflowRun odd = build(Result.FAILURE, "scan: [maxSeverity: 'none']", "{}");
    j.assertLogContains("grype wrote a report of another form", odd);
    j.assertLogContains("The image is pushed, but not scanned.", odd);
  }

  @Test
  public void withoutAScannerNothingIsBuilt() throws Exception {
    WorkflowRun run = build(Result.FAILURE, "scan: [maxSeverity: 'high']", "");
    j.assertLogContains("scan needs trivy or grype on the agent's PATH, and it is not there", run);
    j.assertLogNotContains("at io.jenkins", run);
    install("trivy");
    WorkflowRun other = build(Result.FAILURE, "scan: [maxSeverity: 'high', tool: 'grype']", "");
    j.assertLogContains("scan needs grype on the agent's PATH", other);
    try (RegistryClient client = fixture.client()) {
      assertFalse(client.manifest("shop/api", "1").isPresent());
    }
  }

  @Test
  public void wrongArgumentsAreRefused() throws Exception {
    refused("scan: [maxSeverity: 'hihg']", "'hihg' is none of none, negligible, low");
    refused("scan: [maxSeverty: 'high']", "Did you mean 'maxSeverity'?");
    refused("scan: [tool: 'trivy']", "maxSeverity is missing");
    refused("scan: [maxSeverity: 'low', tool: 'clair']", "'clair' is neither trivy nor grype");
    refused("scan: [maxSeverity: 'low', ignoreUnfixed: 'yes']", "'yes' is neither true nor false");
    refused("scan: [maxSeverity: 'low'], push: false", "so it needs push: true");
    refused("sbom: true, push: false", "so it needs push: true");
  }

  private void refused(String arguments, String message) throws Exception {
    WorkflowRun run =
        fixture.run(Result.FAILURE, "paasBuildImage(image: 'shop/api', " + arguments + ")");
    j.assertLogContains(message, run);
  }

  private static JsonNode attached(RegistryClient client, Manifest image) throws Exception {
    List<ContentDescriptor> found = client.referrers("shop/api").list(image.digest(), SBOM);
    assertEquals(1, found.size());
    Manifest referrer = client.manifest("shop/api", found.get(0).digest()).orElseThrow();
    return client.readBlob(
        "shop/api", referrer.layers().get(0), in -> new ObjectMapper().readTree(in));
  }

  /** No login, no report; jib's layer cache may stay. */
  private void assertNothingLeft() throws Exception {
    Path workspaces = j.jenkins.getRootDir().toPath().resolve("workspace");
    try (Stream<Path> files = Files.walk(workspaces)) {
      List<Path> left =
          files
              .filter(f -> f.getParent().getFileName().toString().endsWith("@tmp"))
              .filter(f -> !f.getFileName().toString().equals("paas-jib"))
              .toList();
      assertTrue("left " + left, left.isEmpty());
    }
  }
}
