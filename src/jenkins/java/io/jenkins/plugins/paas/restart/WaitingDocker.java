package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;

import io.jenkins.embedded.platform.registry.EmbeddedRegistry;
import io.jenkins.plugins.paas.image.DockerDaemon;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.RegistryTarget;
import io.jenkins.plugins.paas.testing.RealServices;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code paasBuildImage} by a real Docker engine: a build that sleeps through the restart. */
final class WaitingDocker extends WaitingStep {

  private DockerDaemon daemon;
  private EmbeddedRegistry registry;

  @Override
  void start(Path directory) throws Exception {
    Path busybox = RealServices.program("busybox", "busybox-static").toRealPath();
    daemon = DockerDaemon.start(Files.createDirectory(directory.resolve("docker")));
    registry = new EmbeddedRegistry(Files.createDirectory(directory.resolve("registry")), SECRET);
    Path tar = directory.resolve("base.tar");
    Process packed =
        new ProcessBuilder(
                "tar",
                "-C",
                busybox.getParent().toString(),
                "-cf",
                tar.toString(),
                busybox.getFileName().toString())
            .start();
    assertEquals(0, packed.waitFor());
    assertEquals(0, daemon.docker("import", tar.toString(), "base:local"));
  }

  @Override
  void configure(Platform platform) {
    RegistryTarget target = new RegistryTarget(registry.uri().toString());
    target.setCredentialsId("remote");
    platform.setRegistry(target);
  }

  @Override
  String script() {
    return "node {\n  writeFile file: 'Dockerfile', text: '''FROM base:local\nRUN [\"/busybox\","
        + " \"sleep\", \"15\"]\n'''\n  withEnv(['DOCKER_HOST="
        + daemon.host()
        + "']) {\n    echo \"pushed ${paasBuildImage(image: 'shop/api', tags: ['1.0'], builder:"
        + " dockerEngine()).digest}\"\n  }\n}";
  }

  @Override
  String waits() {
    return "sleep";
  }

  @Override
  String ends() {
    return "pushed sha256:";
  }

  @Override
  void assertOnce(WorkflowRun run) throws Exception {
    String log = JenkinsRule.getLog(run);
    String digest = log.replaceFirst("(?s).*\npushed (sha256:[0-9a-f]+).*", "$1");
    assertEquals("the registry has it", true, registry.pushedInThisRun(digest));
    assertEquals(1, count(run, "[paas:image] building "));
  }

  @Override
  public void close() throws Exception {
    daemon.close();
    registry.close();
  }
}
