package io.jenkins.plugins.paas.image.build;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.image.registry.RegistryCredential;
import io.jenkins.plugins.paas.image.registry.RegistryHost;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Logins in the format of Docker's config.json, for tools that have no login command. */
public final class LoginFile {

  /** The key that Docker's own registry has there, for historical reasons. */
  private static final String DOCKER_HUB = "https://index.docker.io/v1/";

  private final ObjectNode auths = new ObjectMapper().createObjectNode();

  /** Adds one; a later one for the same registry wins. */
  public void add(RegistryHost host, RegistryCredential credential) {
    String pair = credential.user() + ":" + credential.password().get();
    auths
        .putObject(host.name().equals("docker.io") ? DOCKER_HUB : host.name())
        .put("auth", Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  public boolean isEmpty() {
    return auths.isEmpty();
  }

  /** The file's content, which is secret. */
  public String text() {
    ObjectNode file = new ObjectMapper().createObjectNode();
    file.set("auths", auths);
    return file.toString();
  }
}
