package io.jenkins.embedded.platform;

import io.jenkins.plugins.paas.core.yaml.YamlText;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the one platform {@code embedded} as configuration as code, with the run's tokens as
 * credentials; the file can be read by its owner only. Not thread-safe.
 */
final class PlatformsFile {

  private final Map<String, Object> platform = new LinkedHashMap<>();
  private final List<Object> credentials = new ArrayList<>();

  PlatformsFile() {
    platform.put("name", "embedded");
  }

  PlatformsFile target(String name, URI url, Map<String, Object> more) {
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("url", url.toString());
    target.putAll(more);
    platform.put(name, target);
    return this;
  }

  PlatformsFile secretText(String id, String secret) {
    credentials.add(
        Map.of(
            "string", new LinkedHashMap<>(Map.of("scope", "GLOBAL", "id", id, "secret", secret))));
    return this;
  }

  PlatformsFile userPassword(String id, String user, String password) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("scope", "GLOBAL");
    fields.put("id", id);
    fields.put("username", user);
    fields.put("password", password);
    credentials.add(Map.of("usernamePassword", fields));
    return this;
  }

  void write(Path file) throws IOException {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("unclassified", Map.of("paas", Map.of("platforms", List.of(platform))));
    root.put(
        "credentials",
        Map.of("system", Map.of("domainCredentials", List.of(Map.of("credentials", credentials)))));
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, YamlText.write(root).getBytes(StandardCharsets.UTF_8));
  }
}
