package io.jenkins.plugins.paas.image;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import io.jenkins.plugins.paas.testing.Await;
import io.jenkins.plugins.paas.testing.RealServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** What only a Docker engine does or fails to do; on a real one. */
public class DockerEngineBuilderTest {

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private ImageFixture fixture;
  private DockerDaemon daemon;

  @Before
  public void start() throws Exception {
    fixture = new ImageFixture(j, folder.newFolder().toPath());
  }

  @After
  public void stop() throws Exception {
    fixture.close();
    if (daemon != null) {
      daemon.close();
    }
  }

  @Test
  public void aMissingDockerfileNamesThePath() throws Exception {
    WorkflowRun run =
        fixture.run(
            Result.FAILURE,
            "paasBuildImage(image: 'shop/api', dockerfile: 'other/Dockerfile', builder:"
                + " dockerEngine())");
    j.assertLogContains("Builder dockerEngine cannot: there is no Dockerfile at /", run);
    j.assertLogContains("/other/Dockerfile", run);
    j.assertLogNotContains("at io.jenkins", run);
  }

  @Test
  public void anEngineThatIsNotThereNamesTheSocket() throws Exception {
    RealServices.program("docker", "docker.io");
    WorkflowRun run =
        fixture.run(
            Result.FAILURE,
            "writeFile file: 'Dockerfile', text: 'FROM scratch'\n"
                + "withEnv(['DOCKER_HOST=unix:///nowhere.sock']) {"
                + " paasBuildImage(image: 'shop/api', builder: dockerEngine()) }");
    j.assertLogContains("the Docker engine at unix:///nowhere.sock cannot be reached (", run);
    j.assertLogContains("its group is usually docker", run);
  }

  @Test
  public void argumentsReachTheBuildUnchangedAndAFailureShowsItsOutput() throws Exception {
    daemon = DockerDaemon.start(folder.newFolder().toPath());
    WorkflowRun run =
        fixture.run(
            Result.SUCCESS,
            engine(
                "writeFile file: 'a b/Dockerfile', text: '''FROM scratch AS first\n"
                    + "ARG TEXT\n"
                    + "LABEL text=$TEXT\n"
                    + "COPY Dockerfile /\n"
                    + "FROM first\n"
                    + "COPY missing /\n"
                    + "'''\n",
                "context: 'a b', target: 'first', buildArgs: [TEXT: \"it's \\$HOME; `id`\"], tags:"
                    + " ['1']"));
    assertTrue(JenkinsRule.getLog(run).contains("Docker engine "));
    String label = "{{index .Config.Labels \"text\"}}";
    String inspected = daemon.output("inspect", "--format", label, fixture.host() + "/shop/api:1");
    assertEquals("it's $HOME; `id`", inspected.strip());
    String revision = "{{index .Config.Labels \"org.opencontainers.image.version\"}}";
    assertEquals(
        "1",
        daemon.output("inspect", "--format", revision, fixture.host() + "/shop/api:1").strip());

    WorkflowRun failed =
        fixture.run(
            Result.FAILURE,
            engine(
                "writeFile file: 'Dockerfile', text: 'FROM scratch\\nCOPY missing /\\n'\n",
                "tags: ['2']"));
    j.assertLogContains("missing", failed);
    j.assertLogContains("failed with exit status 1: see its output above", failed);
    j.assertLogNotContains("at io.jenkins", failed);
    try (RegistryClient client = fixture.client()) {
      assertFalse(client.manifest("shop/api", "2").isPresent());
    }
  }

  @Test
  public void anAbortEndsTheBuildAndRemovesTheLogin() throws Exception {
    daemon = DockerDaemon.start(folder.newFolder().toPath());
    // a base image whose registry never answers: builds of both kinds wait for it
    FaultyServer silent = FaultyServer.start(request -> FaultyServer.silent());
    WorkflowRun run =
        fixture
            .job(
                engine(
                    "writeFile file: 'Dockerfile', text: 'FROM "
                        + silent.uri().getAuthority()
                        + "/base\\n'\n",
                    "tags: ['slow']"))
            .scheduleBuild2(0)
            .waitForStart();
    Await.until(
        Duration.ofSeconds(60),
        () -> silent.requests().size(),
        asked -> asked > 0,
        () -> "the engine should ask for the base image; " + log(run));
    assertTrue(log(run), isBuilding());
    run.doStop();
    j.waitForCompletion(run);
    j.assertBuildStatus(Result.ABORTED, run);
    Await.until(
        Duration.ofSeconds(60), this::isBuilding, building -> !building, () -> "docker should end");
    silent.close();
    Path workspaces = j.jenkins.getRootDir().toPath().resolve("workspace");
    try (Stream<Path> files = Files.walk(workspaces)) {
      List<Path> logins = files.filter(f -> f.endsWith("config.json")).toList();
      assertEquals(List.of(), logins);
    }
  }

  private static String log(WorkflowRun run) {
    try {
      return JenkinsRule.getLog(run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isBuilding() {
    String reference = fixture.host() + "/shop/api:slow";
    return ProcessHandle.allProcesses()
        .map(p -> p.info().commandLine().orElse(""))
        .anyMatch(line -> line.contains(reference));
  }

  private String engine(String inputs, String arguments) {
    return inputs
        + "withEnv(['DOCKER_HOST="
        + daemon.host()
        + "']) { paasBuildImage(image: 'shop/api', builder: dockerEngine(), "
        + arguments
        + ") }";
  }
}
