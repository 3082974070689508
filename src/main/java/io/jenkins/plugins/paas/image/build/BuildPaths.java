package io.jenkins.plugins.paas.image.build;

import io.jenkins.plugins.paas.image.registry.RegistryHost;

/**
 * Where things are on the agent during one build; absolute paths.
 *
 * @param context the build context
 * @param dockerfile the Dockerfile
 * @param directory the step's private directory, mode 0700
 * @param registry where the image goes
 */
public record BuildPaths(
    String context, String dockerfile, String directory, RegistryHost registry) {

  /** Logins, in the format of Docker's config.json. */
  public String logins() {
    return directory + "/config.json";
  }

  /** Where the tool writes the digest or id of what it made. */
  public String statement() {
    return directory + "/stated";
  }

  /** The file with the value of a secret. */
  public String secret(String name) {
    return directory + "/secrets/" + name;
  }

  /** Where podman and buildah look for the registry's authority, {@code ca.crt}. */
  public String certificates() {
    return directory + "/certs";
  }

  /** A name that no other build uses. */
  public String unique() {
    return directory.substring(directory.lastIndexOf('/') + 1);
  }
}
