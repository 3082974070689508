package io.jenkins.plugins.paas.image.registry;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * A registry as image references name it, {@code host[:port]}, and the address where it answers.
 * Immutable.
 *
 * @param name what stands before the first slash of a reference
 * @param uri base address, without a path
 */
public record RegistryHost(String name, URI uri) {

  /** The names under which Docker's own registry goes. */
  private static final Set<String> DOCKER_HUB =
      Set.of("docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");

  /**
   * From a configured URL or a bare name. Without a scheme it is plain HTTP for loopback, as
   * engines do it, and HTTPS for the rest; a path such as {@code /v1/} is dropped.
   *
   * @throws IllegalArgumentException when it names no host
   */
  public static RegistryHost of(String text) {
    String given = text == null ? "" : text.strip();
    boolean hasScheme = given.matches("(?i)https?://.*");
    String authority = given.replaceFirst("(?i)^https?://", "").replaceFirst("/.*$", "");
    if (!authority.matches(
        "[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?|\\[[0-9a-fA-F:]+\\](:[0-9]{1,5})?")) {
      throw new IllegalArgumentException(
          "'" + given + "' is no registry: host[:port] or http(s)://host[:port]");
    }
    String host = authority.replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
    if (DOCKER_HUB.contains(host)) {
      return new RegistryHost("docker.io", URI.create("https://registry-1.docker.io"));
    }
    boolean plain = hasScheme ? given.regionMatches(true, 0, "http:", 0, 5) : isLoopback(host);
    return new RegistryHost(authority, URI.create((plain ? "http://" : "https://") + authority));
  }

  /** The repository's full name: Docker's own registry keeps bare names under {@code library}. */
  public String repository(String given) {
    return name.equals("docker.io") && given.indexOf('/') < 0 ? "library/" + given : given;
  }

  /** Whether it is spoken to without TLS. */
  public boolean isPlainHttp() {
    return "http".equals(uri.getScheme());
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }
}
