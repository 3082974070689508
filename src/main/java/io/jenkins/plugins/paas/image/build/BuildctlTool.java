package io.jenkins.plugins.paas.image.build;

import io.jenkins.plugins.paas.image.registry.RegistryHost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The buildctl command, which feeds a remote buildkitd. Flags by BuildKit's docs/reference/buildctl
 * and its README ("Output", "Cache").
 *
 * @param address of buildkitd, such as {@code tcp://buildkitd:1234}; "" in a pod, which brings its
 *     own
 */
public record BuildctlTool(String address) implements BuildTool {

  /** Fails where buildkitd does not answer. */
  public List<String> workers() {
    return List.of("buildctl", "--addr", address, "debug", "workers");
  }

  @Override
  public String program() {
    return "buildctl";
  }

  @Override
  public Optional<String> lacks(BuildRequest request) {
    if (!request.push()) {
      return Optional.of("a remote buildkitd keeps no images, so it needs push: true");
    }
    return address.isEmpty() && !request.ssh().isEmpty()
        ? Optional.of("the agent's SSH keys do not reach a pod: leave ssh out, or name a buildkitd")
        : Optional.empty();
  }

  /** None: buildctl reads the configuration file, and has no command that writes it. */
  @Override
  public List<String> login(BuildPaths paths, RegistryHost host, String user) {
    return List.of();
  }

  @Override
  public List<List<String>> commands(BuildRequest request, BuildPaths paths) {
    List<String> words = new ArrayList<>(List.of("buildctl", "--addr", address));
    words.addAll(arguments(request, paths));
    return List.of(words);
  }

  /** From {@code build} on. */
  static List<String> arguments(BuildRequest request, BuildPaths paths) {
    String file = paths.dockerfile();
    int name = file.lastIndexOf('/') + 1;
    List<String> words = new ArrayList<>(List.of("build"));
    words.addAll(List.of("--progress", "plain", "--frontend", "dockerfile.v0"));
    words.addAll(List.of("--local", "context=" + paths.context()));
    words.addAll(List.of("--local", "dockerfile=" + file.substring(0, Math.max(name - 1, 1))));
    option(words, "filename", file.substring(name));
    if (request.target() != null) {
      option(words, "target", request.target());
    }
    request.buildArgs().forEach((k, v) -> option(words, "build-arg:" + k, v));
    request.labels().forEach((k, v) -> option(words, "label:" + k, v));
    if (!request.architectures().isEmpty()) {
      option(words, "platform", DockerfileFlags.platforms(request));
    }
    if (request.pull()) {
      option(words, "image-resolve-mode", "pull");
    }
    for (String secret : request.secrets()) {
      words.addAll(List.of("--secret", "id=" + secret + ",src=" + paths.secret(secret)));
    }
    request.ssh().forEach(id -> words.addAll(List.of("--ssh", id)));
    for (String image : request.cacheFrom()) {
      words.addAll(List.of("--import-cache", "type=registry,ref=" + image));
    }
    if (request.cacheTo() != null) {
      words.addAll(List.of("--export-cache", "type=registry,mode=max,ref=" + request.cacheTo()));
    }
    if (request.noCache()) {
      words.add("--no-cache");
    }
    words.addAll(List.of("--output", output(request, paths)));
    words.addAll(List.of("--metadata-file", paths.statement()));
    return words;
  }

  private static void option(List<String> words, String key, String value) {
    words.addAll(List.of("--opt", key + "=" + value));
  }

  /** Fields are read as CSV, so the names, which a comma separates, stand between quotes. */
  private static String output(BuildRequest request, BuildPaths paths) {
    String names = request.references().stream().collect(Collectors.joining(","));
    return "type=image,\"name="
        + names
        + "\",push=true"
        + (paths.registry().isPlainHttp() ? ",registry.insecure=true" : "");
  }

  @Override
  public Map<String, String> environment(BuildRequest request, BuildPaths paths) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("DOCKER_CONFIG", paths.directory());
    variables.put("SOURCE_DATE_EPOCH", Long.toString(request.createdEpochSeconds()));
    return variables;
  }
}
