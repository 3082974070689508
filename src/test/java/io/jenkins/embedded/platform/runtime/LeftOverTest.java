package io.jenkins.embedded.platform.runtime;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.jenkins.embedded.platform.kube.EmbeddedKubernetes;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A real run in another JVM, ended by SIGTERM and by SIGKILL. */
public class LeftOverTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();
  private Process run;
  private ProcessHandle pod;

  @Before
  public void start() throws Exception {
    run =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OneRun.class.getName(),
                folder.getRoot().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8));
    String id = lines.readLine();
    pod = ProcessHandle.of(Long.parseLong(id.substring("process://".length()))).orElseThrow();
    assertTrue(pod.isAlive());
  }

  @After
  public void end() {
    run.destroyForcibly();
    pod.destroyForcibly();
  }

  @Test
  public void theEndOfTheJvmEndsThePods() throws Exception {
    run.destroy();
    run.waitFor();
    RuntimeFixture.await("no pod", () -> !pod.isAlive());
  }

  @Test
  public void theNextRunEndsWhatAKilledOneLeft() throws Exception {
    run.destroyForcibly();
    run.waitFor();
    assertTrue(pod.isAlive());
    Path directory = folder.getRoot().toPath().resolve("cluster");
    try (EmbeddedKubernetes next =
        new EmbeddedKubernetes(directory, "s3cret", RegistryAccess.none())) {
      assertTrue(next.announcement().contains("stand-in"));
      RuntimeFixture.await("no pod", () -> !pod.isAlive());
    }
    assertFalse(pod.isAlive());
  }
}
