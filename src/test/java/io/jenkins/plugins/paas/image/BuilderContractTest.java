package io.jenkins.plugins.paas.image;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.paas.image.registry.Manifest;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.jvnet.hudson.test.JenkinsRule;

/** What every builder must do, on the real thing: one row a builder. */
@RunWith(Parameterized.class)
public class BuilderContractTest {

  private static final String INPUTS =
      "writeFile file: 'Dockerfile', text: 'FROM scratch\\n"
          + "COPY target/classes /app/classes\\n"
          + "'\n"
          + "writeFile file: 'Hello.java', text: 'class Hello { public static void main(String[] a)"
          + " {} }'\n"
          + "sh 'javac -d target/classes Hello.java'\n";

  @Parameterized.Parameters(name = "{0}")
  public static List<String> builders() {
    return List.of("jib", "dockerEngine");
  }

  @Parameterized.Parameter public String builder;

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private ImageFixture fixture;
  private DockerDaemon daemon;
  private String environment = "[]";

  @Before
  public void start() throws Exception {
    if (builder.equals("dockerEngine")) {
      daemon = DockerDaemon.start(folder.newFolder().toPath());
      environment = "['DOCKER_HOST=" + daemon.host() + "']";
    }
    fixture = new ImageFixture(j, folder.newFolder().toPath());
  }

  @After
  public void stop() throws Exception {
    if (fixture != null) {
      fixture.close();
    }
    if (daemon != null) {
      daemon.close();
    }
  }

  @Test
  public void buildsPushesAndAnswersTheRegistrysDigest() throws Exception {
    WorkflowRun run = build(Result.SUCCESS, "tags: ['1', 'two'], labels: [team: 'shop']");
    try (RegistryClient client = fixture.client()) {
      Manifest manifest = client.manifest("shop/api", "1").orElseThrow();
      j.assertLogContains("digest " + manifest.digest() + " by " + builder, run);
      assertEquals(manifest.digest(), client.manifest("shop/api", "two").orElseThrow().digest());
      assertEquals(1, manifest.layers().size());
    }
    j.assertLogNotContains(ImageFixture.TOKEN, run);
    assertNothingLeft(run);
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

  private WorkflowRun build(Result expected, String arguments) throws Exception {
    return fixture.run(
        expected,
        INPUTS
            + "withEnv("
            + environment
            + ") {\n def i = paasBuildImage(image: 'shop/api', builder: "
            + builder
            + "(), "
            + arguments
            + ")\n echo \"digest ${i.digest} by ${i.builder}\"\n}");
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
