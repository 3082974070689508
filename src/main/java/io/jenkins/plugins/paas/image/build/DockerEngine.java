package io.jenkins.plugins.paas.image.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What {@code docker version} tells about client and engine. Immutable.
 *
 * @param client version of the command, or {@code null} where there is none
 * @param server version of the engine, or {@code null} where it cannot be reached
 * @param problem why there is no engine, in one sentence, or {@code null}
 */
public record DockerEngine(String client, String server, String problem) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** BuildKit is in clients up to 22 by themselves, and in later ones by the buildx plugin. */
  private static final int FIRST_WITHOUT_BUILDKIT = 23;

  /**
   * Reads the answer of {@link DockerCommands#version()}.
   *
   * @param status its exit status
   * @param output standard output and error together
   * @param host value of DOCKER_HOST, or {@code null}
   */
  public static DockerEngine read(int status, String output, String host) {
    if (status == 127) {
      return new DockerEngine(null, null, "the docker command is not on the agent's PATH");
    }
    String client = null;
    String server = null;
    String said = output.strip();
    for (String line : output.split("\\R")) {
      if (line.startsWith("{")) {
        try {
          JsonNode json = JSON.readTree(line);
          client = json.path("Client").path("Version").asText(null);
          server = json.path("Server").path("Version").asText(null);
        } catch (JsonProcessingException e) {
          said = line; // shown in the problem below
        }
      } else if (!line.isBlank()) {
        said = line.strip();
      }
    }
    if (status == 0 && server != null) {
      return new DockerEngine(client, server, null);
    }
    String socket = host == null || host.isEmpty() ? "unix:///var/run/docker.sock" : host;
    String problem =
        "the Docker engine at "
            + socket
            + " cannot be reached ("
            + said
            + "). Start it, set DOCKER_HOST, or let the agent's user have the socket (its group is"
            + " usually docker)";
    return new DockerEngine(client, null, problem);
  }

  public boolean isReachable() {
    return problem == null;
  }

  /**
   * Whether builds go through BuildKit.
   *
   * @param hasBuildx whether {@code docker buildx version} succeeded
   */
  public boolean usesBuildKit(boolean hasBuildx) {
    return hasBuildx
        || client != null && major(client) >= 19 && major(client) < FIRST_WITHOUT_BUILDKIT;
  }

  private static int major(String version) {
    String digits = version.replaceFirst("\\D.*$", "");
    return digits.isEmpty() || digits.length() > 6 ? 0 : Integer.parseInt(digits);
  }
}
