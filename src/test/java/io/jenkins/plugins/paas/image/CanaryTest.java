package io.jenkins.plugins.paas.image;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Result;
import io.jenkins.embedded.platform.registry.EmbeddedRegistry;
import io.jenkins.embedded.platform.registry.RegistryServer;
import io.jenkins.plugins.paas.image.registry.RegistryHost;
import io.jenkins.plugins.paas.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * Ten secrets through every way in: none is in the log, the build's record, the image's history,
 * its layers, the process list or the workspace.
 */
@RunWith(Parameterized.class)
public class CanaryTest {

  private static final String REGISTRY = ImageFixture.TOKEN; // 1: the platform's registry
  private static final String WRONG = ImageFixture.WRONG; // 2: a credential that is refused
  private static final String OTHER = "c3-other-registry"; // 3: a further registry
  private static final String TEXT = "c4-mounted-text"; // 4: a mounted text, which the build prints
  private static final String FILE = "c5-mounted-file"; // 5: a mounted file, printed
  private static final String NAMED = "c6-named-argument"; // 6: an argument named like a secret
  private static final String PLAIN = "c7-plain-argument"; // 7: an argument with a variable's value
  private static final String LABEL = "c8-label-value"; // 8: a label with a variable's value
  private static final String CLONE = "c9-clone-address"; // 9: the user part of GIT_URL
  private static final String TOKEN = "ghp_c10aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"; // 10: by its looks
  private static final List<String> ALL =
      List.of(REGISTRY, WRONG, OTHER, TEXT, FILE, NAMED, PLAIN, LABEL, CLONE, TOKEN);

  /** Seconds that the build sleeps while it is looked at: a number that no other process has. */
  private static final String SLEEP = "3.04";

  @Parameterized.Parameters(name = "{0}")
  public static List<String> builders() {
    return List.of("dockerEngine", "podman", "buildah");
  }

  @Parameterized.Parameter public String builder;

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private ImageFixture fixture;
  private RegistryServer other;
  private BuilderEngine engine;

  @Before
  public void start() throws Exception {
    engine = BuilderEngine.start(builder, folder.newFolder().toPath());
    fixture = new ImageFixture(j, folder.newFolder().toPath());
    other = new EmbeddedRegistry(folder.newFolder().toPath(), OTHER);
    ImageFixture.credential("other", OTHER);
    ImageFixture.text("text", TEXT);
    ImageFixture.text("named", NAMED);
    ImageFixture.text("plain", PLAIN);
    ImageFixture.text("label", LABEL);
    ImageFixture.text("clone", CLONE);
    ImageFixture.text("looks", TOKEN);
    byte[] file = ("user=me\nkey=" + FILE + "\n").getBytes(StandardCharsets.UTF_8);
    SystemCredentialsProvider.getInstance()
        .getCredentials()
        .add(
            new FileCredentialsImpl(
                CredentialsScope.GLOBAL, "file", null, "npmrc", SecretBytes.fromRawBytes(file)));
  }

  @After
  public void stop() throws Exception {
    if (fixture != null) {
      fixture.close();
      other.close();
    }
    if (engine != null) {
      engine.close();
    }
  }

  @Test
  public void noSecretIsLeftAnywhere() throws Exception {
    refused("credentialsId: 'wrong'", null, "refuses user 'paas'");
    refused("buildArgs: [NPM_TOKEN: env.V]", "named", "looks like a secret by its name");
    refused("buildArgs: [V: env.API_KEY]", "plain", "the value of the variable API_KEY");
    refused("labels: [team: env.API_KEY]", "label", "the value of the variable API_KEY");
    refused("buildArgs: [V: env.V]", "looks", "looks like a secret by its value");

    WorkflowRun run = fixture.job(build()).scheduleBuild2(0).waitForStart();
    Await.until(
        Duration.ofSeconds(60),
        () -> commandLines().contains("sleep " + SLEEP) || !run.isBuilding(),
        seen -> seen,
        () -> "the build should come to its sleep");
    String processes = commandLines();
    String logins = modes();
    j.waitForCompletion(run);
    j.assertBuildStatus(Result.SUCCESS, run);

    assertTrue(logins, logins.contains("config.json rw-------"));
    assertTrue(logins, logins.contains("npmrc rw-------"));
    assertFalse(logins, logins.contains("r--r"));
    j.assertLogContains("text-is-****", run);
    byte[] text = TEXT.getBytes(StandardCharsets.UTF_8);
    j.assertLogNotContains(Base64.getEncoder().encodeToString(text), run);
    absent("process list", processes);
    absent("registry: manifests, configuration, history and layers", fixture.blobs());
    assertTrue("the layers were read", fixture.blobs().contains("/run/secrets/npmrc"));
    try (Stream<Path> files = Files.walk(j.jenkins.getRootDir().toPath())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        absent(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
  }

  private String build() {
    return inputs()
        + "withCredentials([string(credentialsId: 'clone', variable: 'CLONE')]) {\n withEnv("
        + engine.withEnv()
        + " + [\"GIT_URL=https://me:${env.CLONE}@git.example/shop.git\"]) {\n"
        + "  paasBuildImage(image: 'shop/api', tags: ['1'], builder: "
        + builder
        + "(), secrets: [text: 'text', npmrc: 'file'], registries: ['"
        + RegistryHost.of(other.uri().toString()).name()
        + "': 'other'])\n }\n}";
  }

  private static String inputs() {
    return "sh 'cp $(readlink -f $(command -v busybox)) busybox'\n"
        + "writeFile file: 'Dockerfile', text: '''FROM scratch\n"
        + "COPY busybox /busybox\n"
        + "RUN --mount=type=secret,id=text --mount=type=secret,id=npmrc [\"/busybox\", \"sh\","
        + " \"-c\", \"/busybox printf %s text-is-; /busybox cat /run/secrets/text; /busybox echo;"
        + " /busybox base64 /run/secrets/text; /busybox cat /run/secrets/npmrc;"
        + " /busybox wc -c /run/secrets/npmrc > /seen; /busybox sleep "
        + SLEEP
        + "\"]\n'''\n";
  }

  private void refused(String argument, String credential, String message) throws Exception {
    String step = "paasBuildImage(image: 'shop/api', builder: " + builder + "(), " + argument + ")";
    String body = "withEnv(" + engine.withEnv() + ") { " + step + " }";
    if (credential != null) {
      String variable = argument.contains("API_KEY") ? "API_KEY" : "V";
      body =
          "withCredentials([string(credentialsId: '"
              + credential
              + "', variable: '"
              + variable
              + "')]) { "
              + body
              + " }";
    }
    WorkflowRun run = fixture.run(Result.FAILURE, inputs() + body);
    j.assertLogContains(message, run);
  }

  private static String commandLines() {
    StringBuilder lines = new StringBuilder();
    ProcessHandle.allProcesses()
        .forEach(p -> lines.append(p.info().commandLine().orElse("")).append('\n'));
    return lines.toString();
  }

  /** Names and modes of the files in private directories. */
  private String modes() throws IOException {
    List<String> modes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(j.jenkins.getRootDir().toPath().resolve("workspace"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().contains("@tmp/paas-")) {
          String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
          modes.add(file.getFileName() + " " + mode);
          assertEquals(
              "rwx------",
              PosixFilePermissions.toString(Files.getPosixFilePermissions(directory(file))));
        }
      }
    }
    return String.join("\n", modes);
  }

  private static Path directory(Path file) {
    Path directory = file;
    while (!directory.getFileName().toString().startsWith("paas-")) {
      directory = directory.getParent();
    }
    return directory;
  }

  private static void absent(String where, String text) {
    for (String secret : ALL) {
      assertFalse(secret + " is in: " + where, text.contains(secret));
    }
  }
}
