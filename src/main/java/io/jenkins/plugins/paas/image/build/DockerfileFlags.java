package io.jenkins.plugins.paas.image.build;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The flags of a build that docker, podman and buildah share. */
final class DockerfileFlags {

  private DockerfileFlags() {}

  static List<String> of(BuildRequest request, BuildPaths paths) {
    List<String> words = new ArrayList<>();
    request.buildArgs().forEach((k, v) -> words.addAll(List.of("--build-arg", k + "=" + v)));
    request.labels().forEach((k, v) -> words.addAll(List.of("--label", k + "=" + v)));
    for (String name : request.secrets()) {
      words.addAll(List.of("--secret", "id=" + name + ",src=" + paths.secret(name)));
    }
    request.ssh().forEach(id -> words.addAll(List.of("--ssh", id)));
    if (!request.architectures().isEmpty()) {
      words.addAll(List.of("--platform", platforms(request)));
    }
    if (request.target() != null) {
      words.addAll(List.of("--target", request.target()));
    }
    if (request.noCache()) {
      words.add("--no-cache");
    }
    return words;
  }

  /** {@code linux/amd64,linux/arm64}. */
  static String platforms(BuildRequest request) {
    return request.architectures().stream()
        .map(Architecture::platform)
        .collect(Collectors.joining(","));
  }
}
