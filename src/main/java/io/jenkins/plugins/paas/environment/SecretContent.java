package io.jenkins.plugins.paas.environment;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.AbortException;
import io.jenkins.plugins.paas.environment.source.OwnObjects;
import io.jenkins.plugins.paas.kube.KubeObject;
import io.jenkins.plugins.paas.step.StepLog;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** From a credential of Jenkins to a secret of Kubernetes; never by way of the log. */
final class SecretContent {

  private static final int MOST_BYTES = 1 << 20; // what Kubernetes takes
  private static final String HUB = "https://index.docker.io/v1/";

  private SecretContent() {}

  /**
   * A secret: {@code text} of a secret text, {@code username} and {@code password}, or a secret
   * file under its own name.
   */
  static KubeObject of(String name, StandardCredentials credential, StepLog log)
      throws IOException {
    Map<String, byte[]> values = new LinkedHashMap<>();
    String type = "Opaque";
    if (credential instanceof StringCredentials text) {
      put(values, "text", text.getSecret().getPlainText(), log);
    } else if (credential instanceof StandardUsernamePasswordCredentials user) {
      type = "kubernetes.io/basic-auth";
      values.put("username", user.getUsername().getBytes(StandardCharsets.UTF_8));
      put(values, "password", user.getPassword().getPlainText(), log);
    } else if (credential instanceof FileCredentials file) {
      try (InputStream in = file.getContent()) {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
          throw new AbortException(
              "secrets: the file of credential '" + credential.getId() + "' is over 1 MiB");
        }
        values.put(file.getFileName(), bytes);
      }
    } else {
      throw new AbortException(
          "secrets: the credential '"
              + credential.getId()
              + "' of '"
              + name
              + "' must be a secret text, a user name with password or a secret file.");
    }
    return OwnObjects.secret(name, type, values);
  }

  /** What lets the environment's pods pull from the platform's registry. */
  static List<KubeObject> pulling(String registryUrl, StandardCredentials credential, StepLog log)
      throws IOException {
    if (!(credential instanceof StandardUsernamePasswordCredentials user)) {
      throw new AbortException(
          "The pull credential '"
              + credential.getId()
              + "' of the platform's registry must be a user name with password.");
    }
    String password = user.getPassword().getPlainText();
    log.hide(password);
    String pair = user.getUsername() + ":" + password;
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    log.hide(encoded);
    Map<String, Object> login = new LinkedHashMap<>();
    login.put("username", user.getUsername());
    login.put("password", password);
    login.put("auth", encoded);
    return OwnObjects.pulling(
        new ObjectMapper()
            .writeValueAsBytes(Map.of("auths", Map.of(registry(registryUrl), login))));
  }

  // how the kubelet looks a registry up
  private static String registry(String url) {
    URI uri = URI.create(url);
    String host = uri.getHost();
    boolean hub =
        host.equals("docker.io") || host.equals("index.docker.io") || host.endsWith("-1.docker.io");
    return hub ? HUB : uri.getPort() < 0 ? host : host + ":" + uri.getPort();
  }

  private static void put(Map<String, byte[]> values, String key, String value, StepLog log) {
    log.hide(value);
    values.put(key, value.getBytes(StandardCharsets.UTF_8));
  }
}
