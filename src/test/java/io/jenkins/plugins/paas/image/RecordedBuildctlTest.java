package io.jenkins.plugins.paas.image;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.paas.image.registry.Manifest;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** The builder buildkit with a recorded stand-in of buildctl, which says so in the log. */
public class RecordedBuildctlTest {

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
    Path script = bin.resolve("buildctl");
    try (InputStream in = getClass().getResourceAsStream("recorded-buildctl")) {
      Files.copy(in, script);
    }
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  @After
  public void stop() {
    fixture.close();
  }

  @Test
  public void feedsTheDaemonAndBelievesTheRegistry() throws Exception {
    fixture.run(
        Result.SUCCESS,
        "writeFile file: 'Hello.java', text: 'class Hello { public static void main(String[] a) {}"
            + " }'\nsh 'javac -d target/classes Hello.java'\n"
            + "paasBuildImage(image: 'shop/api', tags: ['1'], builder: jib())");
    Manifest there;
    try (RegistryClient client = fixture.client()) {
      there = client.manifest("shop/api", "1").orElseThrow();
    }
    WorkflowRun run = fixture.run(Result.SUCCESS, build("tcp://buildkitd:1234", there.digest()));
    j.assertLogContains("recorded-buildctl: a stand-in, nothing was built", run);
    j.assertLogContains("digest " + there.digest(), run);
    j.assertLogContains("****", run);
    j.assertLogNotContains(ImageFixture.SECRET, run);
    String arguments = Files.readString(recorded);
    assertTrue(arguments, arguments.contains("--addr tcp://buildkitd:1234 build --progress plain"));
    assertTrue(arguments, arguments.contains("{\"auths\":{\"" + fixture.host() + "\":{\"auth\":"));
    assertFalse(arguments, arguments.contains(ImageFixture.SECRET));

    String wrong = "sha256:" + "0".repeat(64);
    WorkflowRun other = fixture.run(Result.FAILURE, build("tcp://buildkitd:1234", wrong));
    j.assertLogContains("but buildkit pushed " + wrong, other);
  }

  @Test
  public void saysWhatIsMissing() throws Exception {
    WorkflowRun unreachable = fixture.run(Result.FAILURE, build("unix:///nowhere.sock", "-"));
    j.assertLogContains(
        "buildkitd at unix:///nowhere.sock cannot be reached (error: ", unreachable);
    String named =
        "writeFile file: 'Dockerfile', text: 'FROM scratch'\npaasBuildImage(image: 'a',"
            + " builder: buildkit()";
    WorkflowRun none = fixture.run(Result.FAILURE, named + ")");
    j.assertLogContains("no buildkitd is named: give buildkit(address: 'tcp://…')", none);
  }

  private String build(String address, String stated) {
    return "writeFile file: 'Dockerfile', text: 'FROM scratch'\nwithEnv(['PATH+BUILDCTL="
        + bin
        + "', 'RECORDED="
        + recorded
        + "', 'STATED="
        + stated
        + "']) {\n echo \"digest ${paasBuildImage(image: 'shop/api', tags: ['1'], secrets: [npm:"
        + " 'npm-token'], builder: buildkit(address: '"
        + address
        + "')).digest}\"\n}";
  }
}
