package io.jenkins.plugins.paas.image;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.image.registry.Manifest;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import io.jenkins.plugins.paas.testing.Await;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** The step in Pipelines, with jib, which is everywhere. */
public class BuildImageStepTest {

  private static final String COMPILE =
      "writeFile file: 'api/Hello.java', text: 'class Hello { public static void main(String[] a)"
          + " {} }'\n"
          + "sh 'javac -d api/target/classes api/Hello.java'\n";

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private ImageFixture fixture;

  @Before
  public void start() throws Exception {
    fixture = new ImageFixture(j, folder.newFolder().toPath());
  }

  @After
  public void stop() {
    fixture.close();
  }

  @Test
  public void answersWhatTheRegistryHas() throws Exception {
    WorkflowRun run =
        fixture.run(
            Result.SUCCESS,
            COMPILE
                + "def i = paasBuildImage(image: 'shop/api', tags: ['1.0', 'latest'], context:"
                + " 'api', labels: [team: 'shop'], builder: jib(ports: [8080], jvmFlags:"
                + " ['-Xmx32m']))\n"
                + "echo \"result ${i.reference} ${i.digest} ${i.tags} ${i.builder}"
                + " ${i.layers.size()}\"");
    try (RegistryClient client = fixture.client()) {
      Manifest manifest = client.manifest("shop/api", "1.0").orElseThrow();
      String digest = manifest.digest();
      j.assertLogContains(
          "result "
              + fixture.host()
              + "/shop/api@"
              + digest
              + " "
              + digest
              + " [1.0, latest] jib 1",
          run);
      assertEquals(digest, client.manifest("shop/api", "latest").orElseThrow().digest());
      assertTrue(fixture.registry.pushedInThisRun(digest));
    }
    j.assertLogContains("[paas:image] pushed " + fixture.host() + "/shop/api:1.0 as sha256:", run);
    j.assertLogNotContains(ImageFixture.TOKEN, run);
  }

  @Test
  public void theAutomaticChoiceSaysWhyAndTheTagIsTheBuildNumber() throws Exception {
    WorkflowRun run =
        fixture.run(
            Result.SUCCESS,
            COMPILE + "echo paasBuildImage(image: 'shop/api', context: 'api').toString()");
    j.assertLogContains("not dockerEngine: there is no Dockerfile at ", run);
    j.assertLogContains("[paas:image] builder jib", run);
    try (RegistryClient client = fixture.client()) {
      assertTrue(client.manifest("shop/api", "1").isPresent());
    }
  }

  @Test
  public void badArgumentsAreRefusedWithTheGrammar() throws Exception {
    refused("image: 'Shop/Api'", "'Shop/Api' is no image reference");
    refused("image: '-rf'", "'-rf' is no image reference");
    refused("image: 'shop/api', tags: ['a b']", "'a b' is no tag");
    refused(
        "image: 'shop/api', context: '../other'", "context: '../other' must be a relative path");
    refused("image: 'shop/api', context: '/etc'", "context: '/etc' must be a relative path");
    refused("image: 'shop/api', contxt: 'api'", "argument 'contxt'");
    refused("image: 'shop/api', builder: jib(prots: [1])", "prots");
    refused("image: 'shop/api', buildArgs: ['A-B': '1']", "'A-B' is no name");
    refused("image: 'shop/api', tags: ['-a']", "'-a' is no tag");
    refused("image: 'shop/api', tags: ['a' * 129]", "is no tag");
    refused("image: 'shop/..'", "'shop/..' is no image reference");
    refused("image: 'shop/a;id'", "'shop/a;id' is no image reference");
    refused("image: 'shop/api', architectures: ['amd46']", "Did you mean");
    refused("image: 'shop/api', secrets: ['a,src=/etc': 'id']", "is no name of one");
    refused("image: 'shop/api', cacheTo: 'A B'", "cacheTo: 'A B' is no image reference");
    refused("image: 'shop/api', ssh: ['default=/key']", "ssh: 'default=/key' is no id");
    refused("image: 'shop/api', dockerfile: '../Dockerfile'", "must be a relative path");
    refused("image: 'shop/api', builder: buildkit(address: 'nowhere')", "must be such as tcp://");
    refused(
        "image: 'shop/api', secrets: [npm: 'none']", "The credential 'none' of the secret 'npm'");
    WorkflowRun run =
        refused(
            "image: 'shop/api', buildArgs: [NPM_TOKEN: 'v4lue']",
            "'NPM_TOKEN' looks like a secret by its name");
    j.assertLogNotContains("v4lue", run);
  }

  private WorkflowRun refused(String arguments, String message) throws Exception {
    WorkflowRun run = fixture.run(Result.FAILURE, "paasBuildImage(" + arguments + ")");
    j.assertLogContains(message, run);
    return run;
  }

  @Test
  public void aMissingApplicationAndAMissingContextNameThePath() throws Exception {
    WorkflowRun none = fixture.run(Result.FAILURE, "paasBuildImage(image: 'shop/api')");
    j.assertLogContains(
        "No builder can build this image. dockerEngine: there is no Dockerfile at ", none);
    j.assertLogContains("/Dockerfile. jib: there is nothing at ", none);
    WorkflowRun missing =
        fixture.run(Result.FAILURE, "paasBuildImage(image: 'shop/api', context: 'nowhere')");
    j.assertLogContains("There is no context directory ", missing);
    j.assertLogNotContains("at io.jenkins", missing);
  }

  @Test
  public void aLinkOutOfTheWorkspaceIsRefused() throws Exception {
    WorkflowRun run =
        fixture.run(
            Result.FAILURE,
            "sh 'ln -s / out'\npaasBuildImage(image: 'shop/api', context: 'out/etc')");
    j.assertLogContains("The context 'out/etc' leaves the workspace", run);
  }

  @Test
  public void aRegistryThatIsNotThereIsNamedWithItsSetting() throws Exception {
    fixture.configure("http://127.0.0.1:1");
    WorkflowRun run =
        fixture.run(Result.FAILURE, COMPILE + "paasBuildImage(image: 'shop/api', context: 'api')");
    j.assertLogContains("Registry 127.0.0.1:1 cannot be used: GET http://127.0.0.1:1/v2/", run);
    j.assertLogContains("the platform's setting 'registry'", run);
    j.assertLogNotContains("at io.jenkins", run);
  }

  @Test
  public void aRegistryThatChangesTheTagIsFoundOut() throws Exception {
    try (FaultyServer between =
        FaultyServer.inFrontOf(fixture.registry.uri()).only("GET", "/manifests/1")) {
      between.then(
          FaultyServer.answer(
              200,
              "{\"layers\":[]}",
              "Content-Type",
              "application/vnd.oci.image.manifest.v1+json"));
      fixture.configure(between.uri().toString());
      WorkflowRun run =
          fixture.run(
              Result.FAILURE, COMPILE + "paasBuildImage(image: 'shop/api', context: 'api')");
      j.assertLogContains("another push took the tag", run);
    }
  }

  @Test
  public void aRegistryThatStumblesIsAskedAgainAndOneThatRefusesIsNot() throws Exception {
    try (FaultyServer front =
        FaultyServer.inFrontOf(fixture.registry.uri()).only("PUT", "/manifests/1")) {
      front.then(
          FaultyServer.answer(500, "{}"),
          FaultyServer.answer(500, "{}"),
          FaultyServer.resetBefore(),
          FaultyServer.answer(429, "{}", "Retry-After", "1"));
      fixture.configure(front.uri().toString());
      String build = COMPILE + "paasBuildImage(image: 'shop/api', tags: ['1'], context: 'api')";
      fixture.run(Result.SUCCESS, build);
      assertEquals(5, front.count("PUT", "/manifests/1"));

      front.then(FaultyServer.answer(403, "{}"));
      WorkflowRun refused = fixture.run(Result.FAILURE, build);
      j.assertLogContains("denies", refused);
      j.assertLogContains("(403)", refused);
      j.assertLogNotContains("at io.jenkins", refused);
      assertEquals(6, front.count("PUT", "/manifests/1"));
    }
  }

  @Test
  public void anAbortEndsABuildThatWaitsForItsBase() throws Exception {
    try (FaultyServer silent = FaultyServer.start(request -> FaultyServer.silent())) {
      WorkflowRun run =
          fixture
              .job(
                  COMPILE
                      + "paasBuildImage(image: 'shop/api', context: 'api', builder: jib(base: '"
                      + silent.uri().getAuthority()
                      + "/base'))")
              .scheduleBuild2(0)
              .waitForStart();
      Await.until(
          Duration.ofSeconds(60),
          () -> silent.requests().size(),
          asked -> asked > 0,
          () -> "jib should ask for the base image");
      run.doStop();
      j.waitForCompletion(run);
      j.assertBuildStatus(Result.ABORTED, run);
    }
  }

  @Test
  public void withoutAPushNothingReachesTheRegistry() throws Exception {
    WorkflowRun run =
        fixture.run(
            Result.SUCCESS,
            COMPILE
                + "def i = paasBuildImage(image: 'shop/api:dev', context: 'api', push: false)\n"
                + "echo \"digest ${i.digest} of ${i.reference}\"");
    j.assertLogContains("digest null of " + fixture.host() + "/shop/api:dev", run);
    try (RegistryClient client = fixture.client()) {
      assertFalse(client.manifest("shop/api", "dev").isPresent());
    }
  }
}
