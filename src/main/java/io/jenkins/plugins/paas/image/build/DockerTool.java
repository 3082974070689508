package io.jenkins.plugins.paas.image.build;

import io.jenkins.plugins.paas.image.registry.RegistryHost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The docker command. With buildx only what needs buildx goes through it: the plain build is the
 * same, and quicker to start.
 *
 * @param buildKit whether command and engine build through BuildKit
 * @param buildx whether the command has the buildx plugin
 */
public record DockerTool(boolean buildKit, boolean buildx) implements BuildTool {

  /** One JSON line about client and engine; its answer is for {@link DockerEngine#read}. */
  public static List<String> version() {
    return List.of("docker", "version", "--format", "{{json .}}");
  }

  public static List<String> buildxVersion() {
    return List.of("docker", "buildx", "version");
  }

  @Override
  public String program() {
    return "docker";
  }

  @Override
  public Optional<String> lacks(BuildRequest request) {
    if (!buildKit && !(request.secrets().isEmpty() && request.ssh().isEmpty())) {
      return Optional.of(
          "secrets and ssh are mounts of BuildKit, and this docker command has none: install its"
              + " buildx plugin, or take podman() or buildah()");
    }
    if (!buildKit && !request.architectures().isEmpty()) {
      return Optional.of("architectures need BuildKit, and this docker command has none");
    }
    if (needsBuildx(request) && !buildx) {
      return Optional.of(
          (request.cacheTo() != null ? "cacheTo needs" : "several architectures need")
              + " docker's buildx plugin, which is not there: install it, or take podman() or"
              + " buildah()");
    }
    return request.architectures().size() > 1 && !request.push()
        ? Optional.of(BuildRequest.LIST_NEEDS_PUSH)
        : Optional.empty();
  }

  private static boolean needsBuildx(BuildRequest request) {
    return request.cacheTo() != null || request.architectures().size() > 1;
  }

  @Override
  public List<String> login(BuildPaths paths, RegistryHost host, String user) {
    return List.of("docker", "login", "--username=" + user, "--password-stdin", host.name());
  }

  @Override
  public List<List<String>> commands(BuildRequest request, BuildPaths paths) {
    List<List<String>> commands = new ArrayList<>();
    if (needsBuildx(request)) {
      commands.add(withBuildx(request, paths));
      return commands;
    }
    List<String> build = new ArrayList<>(List.of("docker", "build"));
    build.addAll(List.of("--iidfile", paths.statement()));
    request.cacheFrom().forEach(image -> build.addAll(List.of("--cache-from", image)));
    if (buildKit && !request.cacheFrom().isEmpty()) {
      // the image that is pushed is a cache for the next build
      build.addAll(List.of("--build-arg", "BUILDKIT_INLINE_CACHE=1"));
    }
    build.addAll(common(request, paths));
    commands.add(build);
    if (request.push()) {
      request.references().forEach(image -> commands.add(List.of("docker", "push", image)));
    }
    return commands;
  }

  private static List<String> withBuildx(BuildRequest request, BuildPaths paths) {
    List<String> build = new ArrayList<>(List.of("docker", "buildx", "build"));
    build.addAll(List.of("--metadata-file", paths.statement()));
    build.add(request.push() ? "--push" : "--load");
    request
        .cacheFrom()
        .forEach(image -> build.addAll(List.of("--cache-from", "type=registry,ref=" + image)));
    if (request.cacheTo() != null) {
      build.addAll(List.of("--cache-to", "type=registry,mode=max,ref=" + request.cacheTo()));
    }
    build.addAll(common(request, paths));
    return build;
  }

  private static List<String> common(BuildRequest request, BuildPaths paths) {
    List<String> words = new ArrayList<>(List.of("--file", paths.dockerfile()));
    request.references().forEach(reference -> words.addAll(List.of("--tag", reference)));
    words.addAll(DockerfileFlags.of(request, paths));
    if (request.pull()) {
      words.add("--pull");
    }
    words.add(paths.context());
    return words;
  }

  @Override
  public Map<String, String> environment(BuildRequest request, BuildPaths paths) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("DOCKER_CONFIG", paths.directory());
    variables.put("DOCKER_BUILDKIT", buildKit ? "1" : "0");
    variables.put("BUILDKIT_PROGRESS", "plain");
    variables.put("SOURCE_DATE_EPOCH", Long.toString(request.createdEpochSeconds()));
    return variables;
  }
}
