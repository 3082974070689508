package io.jenkins.plugins.paas.image.registry;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * Who pushes and pulls. The password is asked for when it is needed.
 *
 * @param user empty for a bearer token that is used as it is
 * @param password the password or token
 */
public record RegistryCredential(String user, Supplier<String> password) {

  public RegistryCredential {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
  }

  @Override
  public String toString() {
    return user.isEmpty() ? "a token" : "user '" + user + "'";
  }
}
