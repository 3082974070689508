package io.jenkins.plugins.paas.image;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.image.registry.Manifest;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import io.jenkins.plugins.paas.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.JenkinsLocationConfiguration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * What every builder must do, or refuse with the reason, on the real thing: one column a builder.
 */
@RunWith(Parameterized.class)
public class BuilderContractTest {

  private static final String INPUTS =
      "writeFile file: 'Dockerfile', text: '''FROM scratch AS first\n"
          + "ARG TEXT=none\n"
          + "LABEL text=$TEXT\n"
          + "COPY target/classes /app/classes\n"
          + "FROM first AS second\n"
          + "LABEL stage=second\n'''\n"
          + "writeFile file: 'Hello.java', text: 'class Hello { public static void main(String[] a)"
          + " {} }'\n"
          + "sh 'javac -d target/classes Hello.java'\n";

  /** With a shell, for Dockerfiles that run something. */
  private static final String SHELL =
      "sh 'mkdir -p target && cp $(readlink -f $(command -v busybox)) target/busybox'\n";

  private static final String SLEEPING =
      SHELL
          + "writeFile file: 'Dockerfile', text: '''FROM scratch\n"
          + "COPY target/busybox /busybox\n"
          + "RUN --mount=type=secret,id=npm [\"/busybox\", \"sleep\", \"61.07\"]\n'''\n";

  @Parameterized.Parameters(name = "{0}")
  public static List<String> builders() {
    return List.of("jib", "dockerEngine", "podman", "buildah");
  }

  @ClassRule public static final EnginesInTurn ENGINES = new EnginesInTurn();

  @Parameterized.Parameter public String builder;

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();
  @Rule public ContractTable table = new ContractTable();

  private BuilderEngine engine;
  private ImageFixture fixture;

  @Before
  public void start() throws Exception {
    engine = ENGINES.of(builder);
    fixture = new ImageFixture(j, folder.newFolder().toPath());
  }

  @After
  public void stop() {
    if (fixture != null) {
      fixture.close();
    }
  }

  @Test
  public void buildsPushesAndAnswersTheRegistrysDigest() throws Exception {
    WorkflowRun run = build(Result.SUCCESS, "tags: ['1', 'two'], labels: [team: 'shop']");
    try (RegistryClient client = fixture.client()) {
      Manifest manifest = client.manifest("shop/api", "1").orElseThrow();
      j.assertLogContains("digest " + manifest.digest() + " by " + builder, run);
      assertEquals(manifest.digest(), client.manifest("shop/api", "two").orElseThrow().digest());
      assertTrue("layers", manifest.layers().size() >= 1);
    }
    j.assertLogNotContains(ImageFixture.TOKEN, run);
    assertNothingLeft(run);
  }

  @Test
  public void tellsWhereTheImageComesFromAndWhatItIs() throws Exception {
    JenkinsLocationConfiguration.get().setUrl(ProvenanceCheck.CONTROLLER);
    WorkflowRun run =
        fixture.run(
            Result.SUCCESS,
            INPUTS
                + "withEnv(['GIT_COMMIT=0123abc', 'GIT_URL=https://me:pw@git.example/shop.git',"
                + " 'SOURCE_DATE_EPOCH=1700000000'] + "
                + engine.withEnv()
                + ") {\n def i = paasBuildImage(image: 'shop/api', tags: ['1.2', 'b'], builder: "
                + builder
                + "())\n echo \"result ${i.reference} | ${i.digest} | ${i.mediaType} |"
                + " ${i.sizeBytes} | ${i.layers} | ${i.tags} | ${i.builder} |"
                + " ${i.durationMillis > 0}\"\n}");
    new ProvenanceCheck(j, fixture).holds(run, builder);
  }

  @Test
  public void aWrongPasswordFailsBeforeTheBuildAndIsNotShown() throws Exception {
    WorkflowRun run = build(Result.FAILURE, "tags: ['1'], credentialsId: 'wrong'");
    j.assertLogContains("refuses user 'paas'", run);
    j.assertLogNotContains(ImageFixture.WRONG, run);
    assertNothingLeft(run);
  }

  @Test
  public void withoutAPushTheRegistryStaysEmpty() throws Exception {
    WorkflowRun run = build(Result.SUCCESS, "tags: ['1'], push: false");
    j.assertLogContains("digest null by " + builder, run);
    try (RegistryClient client = fixture.client()) {
      assertFalse(client.manifest("shop/api", "1").isPresent());
    }
    assertNothingLeft(run);
  }

  @Test
  public void buildsTheTargetStageWithArguments() throws Exception {
    String arguments = "tags: ['1'], target: 'first', buildArgs: [TEXT: \"it's \\$HOME; `id`\"]";
    if (refuses("jib", "buildArgs and target mean nothing to it", arguments)) {
      return;
    }
    build(Result.SUCCESS, arguments);
    String configuration = fixture.blobs();
    assertTrue(configuration, configuration.contains("\"text\":\"it's $HOME; `id`\""));
    assertFalse("the second stage", configuration.contains("\"stage\":\"second\""));
  }

  @Test
  public void mountsASecretAndHidesIt() throws Exception {
    String arguments = "tags: ['1'], dockerfile: 'Mounting', secrets: [npm: 'npm-token']";
    if (refuses("jib", "it can mount no secrets", arguments)) {
      return;
    }
    WorkflowRun run =
        fixture.run(
            Result.SUCCESS,
            SHELL
                + "writeFile file: 'Mounting', text: '''FROM scratch\n"
                + "COPY target/busybox /busybox\n"
                + "RUN --mount=type=secret,id=npm [\"/busybox\", \"sh\", \"-c\","
                + " \"/busybox echo the value is $(/busybox cat /run/secrets/npm);"
                + " /busybox wc -c /run/secrets/npm > /seen\"]\n'''\n"
                + step(arguments));
    j.assertLogContains("the value is ****", run);
    j.assertLogNotContains(ImageFixture.SECRET, run);
    String stored = fixture.blobs();
    assertTrue(stored.contains(ImageFixture.SECRET.length() + " /run/secrets/npm"));
    assertFalse(stored.contains(ImageFixture.SECRET));
    assertNothingLeft(run);
  }

  @Test
  public void makesAListOfArchitectures() throws Exception {
    String arguments = "tags: ['1', 'two'], architectures: ['amd64', 'linux/arm64']";
    if (refuses("dockerEngine", "several architectures need docker's buildx plugin", arguments)) {
      return;
    }
    WorkflowRun run = build(Result.SUCCESS, arguments);
    try (RegistryClient client = fixture.client()) {
      Manifest manifest = client.manifest("shop/api", "1").orElseThrow();
      assertEquals(2, manifest.manifests().size());
      assertEquals(manifest.digest(), client.manifest("shop/api", "two").orElseThrow().digest());
      j.assertLogContains("digest " + manifest.digest() + " by " + builder, run);
    }
    assertTrue(fixture.blobs().contains("\"architecture\":\"arm64\""));
    assertNothingLeft(run);
  }

  @Test
  public void leavesLayersForLaterBuilds() throws Exception {
    String cache = fixture.host() + "/shop/cache";
    String arguments = "tags: ['1'], cacheFrom: ['" + cache + "'], cacheTo: '" + cache + "'";
    if (refuses("jib", "cacheFrom and cacheTo mean nothing to it", arguments)
        || refuses("dockerEngine", "cacheTo needs docker's buildx plugin", arguments)) {
      return;
    }
    WorkflowRun run = build(Result.SUCCESS, arguments);
    j.assertLogContains("Pushing cache", run);
  }

  @Test
  public void anAbortEndsTheProcessesAndRemovesTheFiles() throws Exception {
    try (FaultyServer silent = FaultyServer.start(request -> FaultyServer.silent())) {
      boolean jib = builder.equals("jib");
      String base = silent.uri().getAuthority() + "/base";
      WorkflowRun run =
          fixture
              .job(
                  jib
                      ? INPUTS + step("tags: ['1']").replace("jib()", "jib(base: '" + base + "')")
                      : SLEEPING + step("tags: ['1'], secrets: [npm: 'npm-token']"))
              .scheduleBuild2(0)
              .waitForStart();
      Await.until(
          Duration.ofSeconds(60),
          () -> (jib ? !silent.requests().isEmpty() : isSleeping()) || !run.isBuilding(),
          under -> under,
          () -> "the build should be under way");
      run.doStop();
      j.waitForCompletion(run);
      j.assertBuildStatus(Result.ABORTED, run);
      Await.until(
          Duration.ofSeconds(30),
          this::isSleeping,
          sleeping -> !sleeping,
          () -> "what the build started should end with it");
      assertNothingLeft(run);
    }
  }

  /** Whether the process that the Dockerfile starts is there; its number is no other's. */
  private boolean isSleeping() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .anyMatch(line -> line.contains("sleep 61.07"));
  }

  /** Whether this builder is the one that cannot; it must fail with the reason then. */
  private boolean refuses(String incapable, String reason, String arguments) throws Exception {
    if (!builder.equals(incapable)) {
      return false;
    }
    String touch = "writeFile file: 'Mounting', text: 'FROM scratch'\n";
    WorkflowRun run = fixture.run(Result.FAILURE, touch + INPUTS + step(arguments));
    j.assertLogContains("Builder " + builder + " cannot: ", run);
    j.assertLogContains(reason, run);
    j.assertLogNotContains("at io.jenkins", run);
    table.refuses();
    return true;
  }

  private WorkflowRun build(Result expected, String arguments) throws Exception {
    return fixture.run(expected, INPUTS + step(arguments));
  }

  private String step(String arguments) {
    return "withEnv("
        + engine.withEnv()
        + ") {\n def i = paasBuildImage(image: 'shop/api', builder: "
        + builder
        + "(), "
        + arguments
        + ")\n echo \"digest ${i.digest} by ${i.builder}\"\n}";
  }

  /** No login, no control directory; jib's layer cache may stay. */
  private void assertNothingLeft(WorkflowRun run) throws Exception {
    Path workspaces = j.jenkins.getRootDir().toPath().resolve("workspace");
    try (Stream<Path> files = Files.walk(workspaces)) {
      List<Path> left =
          files
              .filter(f -> f.getParent().getFileName().toString().endsWith("@tmp"))
              .filter(f -> !f.getFileName().toString().equals("paas-jib"))
              .toList();
      assertTrue(run + " left " + left, left.isEmpty());
    }
  }
}
