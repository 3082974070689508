package io.jenkins.plugins.paas.image;

import static org.junit.Assert.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.paas.testing.Await;
import io.jenkins.plugins.paas.testing.RealServices;
import java.nio.file.Path;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.jvnet.hudson.test.JenkinsRule;

/** The sample's Dockerfile, built by a real engine on a base image made here, and run. */
public class ShopImageTest {

  private static final Path BASE = Path.of("target/paas-jre.tar");

  @Rule public JenkinsRule j = new JenkinsRule();
  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private ImageFixture fixture;
  private DockerDaemon daemon;

  @Before
  public void start() throws Exception {
    Path base = RealServices.file("docker", BASE, "run .ci/jre-image >" + BASE);
    fixture = new ImageFixture(j, folder.newFolder().toPath());
    daemon = DockerDaemon.start(folder.newFolder().toPath());
    String imported =
        daemon.output(
            "import", "--change", "ENV PATH=/opt/java/bin:/bin", base.toString(), "paas/jre");
    assertTrue(imported, imported.startsWith("sha256:"));
  }

  @After
  public void stop() throws Exception {
    if (daemon != null) {
      daemon.close();
    }
    if (fixture != null) {
      fixture.close();
    }
  }

  @Test
  public void theDockerfileBuildsAndTheServiceStarts() throws Exception {
    String shop = Path.of("examples/shop/api").toAbsolutePath().toString();
    WorkflowRun run =
        fixture.run(
            Result.SUCCESS,
            "sh 'cp -r "
                + shop
                + " api && api/build.sh'\n"
                + "withEnv(['DOCKER_HOST="
                + daemon.host()
                + "']) {\n"
                + "  def image = paasBuildImage(image: 'shop/api', context: 'api', builder:"
                + " dockerEngine(), buildArgs: [BASE: 'paas/jre'])\n"
                + "  echo \"reference ${image.reference}\"\n"
                + "}");
    String log = JenkinsRule.getLog(run);
    String reference = log.replaceFirst("(?s).*reference (\\S+).*", "$1");
    assertTrue(log, reference.contains("/shop/api@sha256:"));
    String container =
        daemon
            .output("run", "-d", "--network", "none", "-e", "POD_IP=127.0.0.1", reference)
            .strip();
    try {
      Await.until(
          Duration.ofSeconds(20),
          () -> daemon.output("logs", container),
          text -> text.contains("listening on"),
          () -> "the service should start in its container");
    } finally {
      daemon.docker("rm", "-f", container);
    }
  }
}
