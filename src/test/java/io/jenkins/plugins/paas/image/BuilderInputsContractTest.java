package io.jenkins.plugins.paas.image;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeFalse;

import hudson.model.Result;
import io.jenkins.embedded.platform.registry.EmbeddedRegistry;
import io.jenkins.embedded.platform.registry.RegistryServer;
import io.jenkins.plugins.paas.image.registry.RegistryHost;
import io.jenkins.plugins.paas.testing.Commands;
import io.jenkins.plugins.paas.testing.RealServices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
 * The rest of what every builder must do, or refuse with the reason: what comes from elsewhere, and
 * being chosen.
 */
@RunWith(Parameterized.class)
public class BuilderInputsContractTest {

  private static final String OTHER = "0ther-registry-t0ken";

  private static final String SHELL =
      "sh 'mkdir -p target && cp $(readlink -f $(command -v busybox)) target/busybox'\n";

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
  private RegistryServer other;

  @Before
  public void start() throws Exception {
    engine = ENGINES.of(builder);
    fixture = new ImageFixture(j, folder.newFolder().toPath());
    other = new EmbeddedRegistry(folder.newFolder().toPath(), OTHER);
    ImageFixture.credential("other", OTHER);
  }

  @After
  public void stop() {
    if (fixture != null) {
      fixture.close();
      other.close();
    }
  }

  @Test
  public void takesItsBaseFromAnotherRegistryWithThatOnesCredential() throws Exception {
    assumeFalse("a base of jib is JibBuildTest's", builder.equals("jib"));
    String elsewhere = RegistryHost.of(other.uri().toString()).name();
    fixture.run(
        Result.SUCCESS,
        "writeFile file: 'target/classes/a.txt', text: 'from-elsewhere'\n"
            + "paasBuildImage(image: '"
            + elsewhere
            + "/base/app', tags: ['1'], credentialsId: 'other', builder: jib(mainClass: 'A'))");
    String dockerfile =
        "writeFile file: 'Dockerfile', text: 'FROM " + elsewhere + "/base/app:1\\n'\n";
    WorkflowRun refused =
        fixture.run(Result.FAILURE, dockerfile + step(builder + "()", "pull: true"));
    j.assertLogContains("see its output above", refused);
    WorkflowRun run =
        fixture.run(
            Result.SUCCESS,
            dockerfile
                + step(builder + "()", "pull: true, registries: ['" + elsewhere + "': 'other']"));
    j.assertLogContains("by " + builder, run);
    j.assertLogNotContains(OTHER, run);
    assertTrue(fixture.blobs().contains("from-elsewhere"));
  }

  @Test
  public void mountsAnSshAgent() throws Exception {
    Path ssh = RealServices.program("ssh-agent", "openssh-client");
    Path socket = folder.getRoot().toPath().resolve("agent");
    Process agent = new ProcessBuilder(ssh.toString(), "-D", "-a", socket.toString()).start();
    try {
      while (!Files.exists(socket) && agent.isAlive()) {
        Thread.onSpinWait();
      }
      String arguments = "ssh: ['default']";
      String inputs =
          SHELL
              + "writeFile file: 'target/classes/a.txt', text: 'a'\n"
              + "writeFile file: 'Dockerfile', text: '''FROM scratch\n"
              + "COPY target/busybox /busybox\n"
              + "RUN --mount=type=ssh [\"/busybox\", \"sh\", \"-c\", \"/busybox test -S"
              + " $SSH_AUTH_SOCK && /busybox echo agent-seen > /seen\"]\n'''\n";
      String with = "withEnv(['SSH_AUTH_SOCK=" + socket + "']) {\n";
      if (builder.equals("jib")) {
        WorkflowRun run =
            fixture.run(Result.FAILURE, inputs + with + step("jib()", arguments) + "\n}");
        j.assertLogContains("it can mount no secrets and no ssh", run);
        table.refuses();
        return;
      }
      fixture.run(Result.SUCCESS, inputs + with + step(builder + "()", arguments) + "\n}");
      assertTrue("the agent's socket was there", fixture.blobs().contains("agent-seen"));
      assertFalse("and is in no layer", fixture.blobs().contains("SSH_AUTH_SOCK=" + socket));
      WorkflowRun none =
          fixture.run(
              Result.FAILURE,
              inputs + "withEnv(['SSH_AUTH_SOCK=']) {\n" + step(builder + "()", arguments) + "\n}");
      j.assertLogContains("run the step inside sshagent(['credential'])", none);
    } finally {
      agent.destroy();
    }
  }

  @Test
  public void isChosenWhereTheOnesBeforeItCannotAndTheLogSaysWhy() throws Exception {
    Path broken = folder.newFolder().toPath();
    String nowhere = "'DOCKER_HOST=unix:///nowhere.sock'";
    String with =
        switch (builder) {
          case "podman" -> nowhere;
          case "buildah" -> nowhere + ", 'PATH+BROKEN=" + broken + "'";
          default -> "";
        };
    Commands.script(broken.resolve("podman"), "echo no store\nexit 9\n");
    boolean jib = builder.equals("jib");
    WorkflowRun run =
        fixture.run(
            Result.SUCCESS,
            "writeFile file: 'A.java', text: 'class A { public static void main(String[] a) {} }'\n"
                + "sh 'javac -d target/classes A.java'\n"
                + (jib ? "" : "writeFile file: 'Dockerfile', text: 'FROM scratch\\nLABEL a=b\\n'\n")
                + "withEnv("
                + engine.withEnv()
                + ") {\n withEnv(["
                + with
                + "]) {\n  echo paasBuildImage(image: 'shop/api', tags: ['1']"
                + ").builder\n }\n}");
    j.assertLogContains(
        "[paas:image] builder " + builder + (with.isEmpty() && !jib ? ", the first choice" : ""),
        run);
    if (jib) {
      j.assertLogContains("not buildah: there is no Dockerfile at ", run);
    } else if (!with.isEmpty()) {
      j.assertLogContains(
          "not dockerEngine: the Docker engine at unix:///nowhere.sock cannot be reached", run);
    }
    if (builder.equals("buildah")) {
      j.assertLogContains("not podman: podman cannot work on this agent (no store)", run);
    }
  }

  private String step(String builder, String arguments) {
    return "withEnv("
        + engine.withEnv()
        + ") {\n def i = paasBuildImage(image: 'shop/api', tags: ['1'], builder: "
        + builder
        + ", "
        + arguments
        + ")\n echo \"digest ${i.digest} by ${i.builder}\"\n}";
  }
}
