package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.jenkins.embedded.platform.registry.EmbeddedRegistry;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.RegistryTarget;
import io.jenkins.plugins.paas.testing.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * {@code paasBuildImage} with jib: cut off in its push, it runs again and gives the same digest.
 */
final class WaitingJib extends WaitingStep {

  private EmbeddedRegistry registry;
  private FaultyServer front;

  @Override
  void start(Path directory) throws Exception {
    registry = new EmbeddedRegistry(directory, SECRET);
    front =
        FaultyServer.inFrontOf(registry.uri())
            .only("PUT", "/manifests/1.0")
            .then(FaultyServer.silent());
  }

  @Override
  void configure(Platform platform) {
    RegistryTarget target = new RegistryTarget(front.uri().toString());
    target.setCredentialsId("remote");
    platform.setRegistry(target);
  }

  @Override
  String script() {
    return "node {\n  writeFile file: 'target/classes/app.txt', text: 'the application'\n"
        + "  def build = { paasBuildImage(image: 'shop/api', tags: ['1.0'], builder: jib(mainClass:"
        + " 'shop.Api')).digest }\n"
        + "  def first = build()\n  echo \"again ${first == build()} as ${first}\"\n}";
  }

  @Override
  String waits() {
    return "[paas:image] building ";
  }

  @Override
  void awaitWaiting(JenkinsRule j, WorkflowRun run) throws Exception {
    super.awaitWaiting(j, run);
    Await.until(
        Duration.ofSeconds(60),
        () -> front.count("PUT", "/manifests/1.0"),
        count -> count == 1,
        () -> "the push reaches the registry");
  }

  @Override
  String ends() {
    return "again true as sha256:";
  }

  @Override
  void assertOnce(WorkflowRun run) throws Exception {
    Matcher digest =
        Pattern.compile("again true as (sha256:\\S+)").matcher(JenkinsRule.getLog(run));
    assertTrue(digest.find());
    assertTrue("the registry has it", registry.pushedInThisRun(digest.group(1)));
    assertEquals(
        "cut off, run again, and the second build", 3, front.count("PUT", "/manifests/1.0"));
  }

  @Override
  public void close() throws Exception {
    front.close();
    registry.close();
  }
}
