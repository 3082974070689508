package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.testing.Await;
import io.jenkins.plugins.paas.testing.RealServices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Docker engine of this test's own: rootful, without any network, on a socket in a directory of
 * its own. Loopback registries are insecure ones to it by default.
 */
public final class DockerDaemon implements AutoCloseable {

  private final Process process;
  private final Path directory;

  private DockerDaemon(Process process, Path directory) {
    this.process = process;
    this.directory = directory;
  }

  /** Starts it, or skips the test where it is not installed. */
  public static DockerDaemon start(Path directory) throws Exception {
    Path program = RealServices.program("dockerd", "docker.io");
    Path log = directory.resolve("dockerd.log");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--iptables=false",
                "--ip6tables=false",
                "--bridge=none",
                "--ip-forward=false",
                "--ip-masq=false",
                "--storage-driver=overlay2",
                "--host=" + host(directory),
                "--data-root=" + directory.resolve("data"),
                "--exec-root=" + directory.resolve("exec"),
                "--pidfile=" + directory.resolve("dockerd.pid"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    DockerDaemon daemon = new DockerDaemon(process, directory);
    try {
      Await.until(
          Duration.ofSeconds(60),
          () -> daemon.docker("version"),
          code -> code == 0,
          () -> "dockerd should answer; its log is in " + log);
    } catch (Exception | AssertionError e) {
      daemon.close();
      throw e;
    }
    RealServices.ran("docker");
    return daemon;
  }

  /** Value for DOCKER_HOST. */
  public String host() {
    return host(directory);
  }

  private static String host(Path directory) {
    return "unix://" + directory.resolve("docker.sock");
  }

  /** Runs the docker command against this engine; the exit status. */
  public int docker(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker", "--host", host()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** What a docker command prints. */
  public String output(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker", "--host", host()));
    command.addAll(List.of(arguments));
    Process docker = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    docker.waitFor();
    return output;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
