package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.testing.RealServices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The real thing behind a builder, for one test class; skipped, with the reason, where it is not.
 */
public final class BuilderEngine implements AutoCloseable {

  private final Map<String, String> environment = new LinkedHashMap<>();
  private DockerDaemon daemon;

  private BuilderEngine() {}

  /** Starts what the builder needs, and tries it. */
  public static BuilderEngine start(String builder, Path directory) throws Exception {
    BuilderEngine engine = new BuilderEngine();
    switch (builder) {
      case "dockerEngine" -> {
        engine.daemon = DockerDaemon.start(directory);
        engine.environment.put("DOCKER_HOST", engine.daemon.host());
        engine.environment.put("PATH+DOCKER", command(directory).toString());
      }
      case "podman", "buildah" -> engine.useStore(builder, directory);
      default -> {
        // jib is in the plugin
      }
    }
    return engine;
  }

  /**
   * The engine package's own command, which builds through BuildKit, as later ones without buildx
   * do not. The test's engine has no bridge, so what a build runs gets the machine's network.
   */
  private static Path command(Path directory) throws IOException {
    Path engine = RealServices.program("dockerd", "docker.io");
    Path client = engine.resolveSibling("../bin/docker").normalize();
    Path bin = Files.createDirectory(directory.resolve("bin"));
    Path script = bin.resolve("docker");
    Files.writeString(
        script,
        "#!/bin/sh\nif [ \"$1\" = build ]; then shift; set -- build --network host \"$@\"; fi\n"
            + "exec "
            + client
            + " \"$@\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return bin;
  }

  /** Images of their own, and no user namespace: tests may run in a container. */
  private void useStore(String program, Path directory) throws Exception {
    Path found = RealServices.program(program, program);
    Path store = directory.resolve("storage.conf");
    Files.writeString(
        store,
        "[storage]\ndriver = \"vfs\"\ngraphroot = \""
            + directory.resolve("images")
            + "\"\nrunroot = \""
            + directory.resolve("run")
            + "\"\n");
    environment.put("CONTAINERS_STORAGE_CONF", store.toString());
    environment.put("BUILDAH_ISOLATION", "chroot");
    Path trial = Files.createDirectory(directory.resolve("trial"));
    Path busybox = RealServices.program("busybox", "busybox-static").toRealPath();
    Files.copy(busybox, trial.resolve("busybox"));
    Files.writeString(
        trial.resolve("Dockerfile"),
        "FROM scratch\nCOPY busybox /\nRUN [\"/busybox\", \"true\"]\n");
    ProcessBuilder build = new ProcessBuilder(found.toString(), "build", trial.toString());
    build.environment().putAll(environment);
    Process process = build.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw RealServices.absent(program, "it cannot build on this machine: " + output.strip());
    }
    RealServices.ran(program);
  }

  /** The argument of withEnv. */
  public String withEnv() {
    return environment.entrySet().stream()
        .map(e -> "'" + e.getKey() + "=" + e.getValue() + "'")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (daemon != null) {
      daemon.close();
    }
  }
}
