package io.jenkins.plugins.paas.restart;

import static org.junit.Assert.assertEquals;

import io.jenkins.embedded.platform.registry.EmbeddedRegistry;
import io.jenkins.plugins.paas.image.BuilderEngine;
import io.jenkins.plugins.paas.platform.Platform;
import io.jenkins.plugins.paas.platform.RegistryTarget;
import io.jenkins.plugins.paas.testing.RealServices;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** {@code paasBuildImage} by a real Docker engine: a build that sleeps through the restart. */
final class WaitingDocker extends WaitingStep {

  private BuilderEngine engine;
  private Path busybox;
  private EmbeddedRegistry registry;

  @Override
  void start(Path directory) throws Exception {
    busybox = RealServices.program("busybox", "busybox-static").toRealPath();
    engine =
        BuilderEngine.start("dockerEngine", Files.createDirectory(directory.resolve("docker")));
    registry = new EmbeddedRegistry(Files.createDirectory(directory.resolve("registry")), SECRET);
  }

  @Override
  void configure(Platform platform) {
    RegistryTarget target = new RegistryTarget(registry.uri().toString());
    target.setCredentialsId("remote");
    platform.setRegistry(target);
  }

  @Override
  String script() {
    return """
        node {
          sh 'cp %s busybox'
          writeFile file: 'Dockerfile',
              text: 'FROM scratch\\nCOPY busybox /\\nRUN ["/busybox", "sleep", "15"]\\n'
          withEnv(%s) {
            def image = paasBuildImage(image: 'shop/api', tags: ['1.0'], builder: dockerEngine())
            echo "pushed ${image.digest}"
          }
        }
        """
        .formatted(busybox, engine.withEnv());
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
    engine.close();
    registry.close();
  }
}
