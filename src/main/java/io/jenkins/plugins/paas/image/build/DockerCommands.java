package io.jenkins.plugins.paas.image.build;

import io.jenkins.plugins.paas.image.registry.RegistryHost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The argument lists of the docker command. No secret is ever in one. */
public final class DockerCommands {

  private DockerCommands() {}

  /** One JSON line about client and engine; its answer is for {@link DockerEngine#read}. */
  public static List<String> version() {
    return List.of("docker", "version", "--format", "{{json .}}");
  }

  public static List<String> buildxVersion() {
    return List.of("docker", "buildx", "version");
  }

  /** Takes the password from standard input. */
  public static List<String> login(RegistryHost host, String user) {
    return List.of("docker", "login", "--username=" + user, "--password-stdin", host.name());
  }

  /**
   * Builds and tags.
   *
   * @param context absolute path
   * @param dockerfile absolute path
   * @param idFile where the engine writes the image's id
   */
  public static List<String> build(
      BuildRequest request, String context, String dockerfile, String idFile) {
    List<String> words = new ArrayList<>(List.of("docker", "build", "--iidfile", idFile));
    words.addAll(List.of("--file", dockerfile));
    request.references().forEach(reference -> words.addAll(List.of("--tag", reference)));
    request.buildArgs().forEach((k, v) -> words.addAll(List.of("--build-arg", k + "=" + v)));
    request.labels().forEach((k, v) -> words.addAll(List.of("--label", k + "=" + v)));
    if (request.target() != null) {
      words.addAll(List.of("--target", request.target()));
    }
    if (request.pull()) {
      words.add("--pull");
    }
    if (request.noCache()) {
      words.add("--no-cache");
    }
    words.add(context);
    return words;
  }

  public static List<String> push(String reference) {
    return List.of("docker", "push", reference);
  }

  /**
   * What the commands read from the environment.
   *
   * @param configuration private directory for logins
   */
  public static Map<String, String> environment(
      BuildRequest request, String configuration, boolean buildKit) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("DOCKER_CONFIG", configuration);
    variables.put("DOCKER_BUILDKIT", buildKit ? "1" : "0");
    variables.put("BUILDKIT_PROGRESS", "plain");
    variables.put("SOURCE_DATE_EPOCH", Long.toString(request.createdEpochSeconds()));
    return variables;
  }
}
