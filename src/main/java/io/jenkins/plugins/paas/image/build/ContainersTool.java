package io.jenkins.plugins.paas.image.build;

import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.image.registry.RegistryHost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * podman and buildah, which share code and nearly all flags (containers/common). Images have
 * Docker's format: in OCI's they drop SHELL, HEALTHCHECK and ONBUILD of a Dockerfile.
 *
 * @param program {@code podman} or {@code buildah}
 * @param ownCa whether {@link BuildPaths#certificates()} has the registry's CA
 */
public record ContainersTool(String program, boolean ownCa) implements BuildTool {

  private static final String REPOSITORY_ONLY =
      " keeps a cache in one repository of its own: name one, without a tag or digest";

  /** Answers quickly, and fails where the tool cannot work. */
  public List<String> info() {
    return List.of(program, "info");
  }

  @Override
  public Optional<String> lacks(BuildRequest request) {
    List<String> caches = new ArrayList<>(request.cacheFrom());
    if (request.cacheTo() != null) {
      caches.add(request.cacheTo());
    }
    if (!caches.isEmpty() && !request.architectures().isEmpty()) {
      return Optional.of(
          program + " does not tell architectures apart in a cache: leave out one of the two");
    }
    for (String cache : caches) {
      ImageReference reference = ImageReference.parse(cache);
      if (request.cacheFrom().size() > 1 || reference.tag() != null || reference.digest() != null) {
        return Optional.of(program + REPOSITORY_ONLY);
      }
    }
    return request.architectures().size() > 1 && !request.push()
        ? Optional.of(BuildRequest.LIST_NEEDS_PUSH)
        : Optional.empty();
  }

  @Override
  public List<String> login(BuildPaths paths, RegistryHost host, String user) {
    List<String> words = new ArrayList<>(List.of(program, "login"));
    words.addAll(transport(host, paths));
    words.addAll(List.of("--username=" + user, "--password-stdin", host.name()));
    return words;
  }

  @Override
  public List<List<String>> commands(BuildRequest request, BuildPaths paths) {
    boolean list = request.architectures().size() > 1;
    String name = "localhost/" + paths.unique();
    List<List<String>> commands = new ArrayList<>();
    List<String> build = new ArrayList<>(List.of(program, "build", "--format", "docker"));
    build.addAll(List.of("--file", paths.dockerfile()));
    build.addAll(transport(paths.registry(), paths));
    if (list) {
      build.addAll(List.of("--manifest", name));
    } else {
      build.addAll(List.of("--iidfile", paths.statement()));
      request.references().forEach(reference -> build.addAll(List.of("--tag", reference)));
    }
    // their layer cache does not tell architectures apart: an arm64 image would get amd64's layers
    // and with a time of its own a build would leave layers that later ones take with its labels
    build.add("--layers=" + (request.architectures().isEmpty() && !request.fixedTime()));
    request.cacheFrom().forEach(cache -> build.addAll(List.of("--cache-from", cache)));
    if (request.cacheTo() != null) {
      build.addAll(List.of("--cache-to", request.cacheTo()));
    }
    build.addAll(DockerfileFlags.of(request, paths));
    if (request.fixedTime()) {
      // versions before 1.41 do not look at SOURCE_DATE_EPOCH
      build.add("--timestamp=" + request.createdEpochSeconds());
    }
    if (request.pull()) {
      build.add("--pull=always");
    }
    build.add(paths.context());
    commands.add(build);
    if (request.push()) {
      List<String> references = request.references();
      for (String reference : references) {
        boolean last = reference.equals(references.get(references.size() - 1));
        commands.add(push(reference, list ? name : null, last, paths));
      }
    }
    return commands;
  }

  private List<String> push(String reference, String list, boolean last, BuildPaths paths) {
    List<String> words = new ArrayList<>(List.of(program));
    if (list != null) {
      words.addAll(List.of("manifest", "push", "--all"));
      if (last) {
        words.add("--rm"); // the list was for this push alone
      }
    } else {
      words.add("push");
    }
    words.addAll(transport(paths.registry(), paths));
    words.addAll(List.of("--digestfile", paths.statement()));
    words.add(list != null ? list : reference);
    words.add("docker://" + reference);
    return words;
  }

  /** How to reach the registry; both tools want TLS of every host unless told otherwise. */
  private List<String> transport(RegistryHost host, BuildPaths paths) {
    List<String> words = new ArrayList<>();
    if (host.isPlainHttp()) {
      words.add("--tls-verify=false");
    }
    if (ownCa && host.name().equals(paths.registry().name())) {
      words.addAll(List.of("--cert-dir", paths.certificates()));
    }
    return words;
  }

  @Override
  public Map<String, String> environment(BuildRequest request, BuildPaths paths) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("REGISTRY_AUTH_FILE", paths.logins());
    variables.put("SOURCE_DATE_EPOCH", Long.toString(request.createdEpochSeconds()));
    return variables;
  }
}
