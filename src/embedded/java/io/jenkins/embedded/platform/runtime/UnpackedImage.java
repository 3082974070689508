package io.jenkins.embedded.platform.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An image on disk.
 *
 * @param digest of its manifest
 * @param root directory of its files
 * @param config the {@code config} object of its configuration: Entrypoint, Cmd, Env, WorkingDir
 */
record UnpackedImage(String digest, Path root, JsonNode config) {

  List<String> strings(String field) {
    List<String> strings = new ArrayList<>();
    config.path(field).forEach(s -> strings.add(s.asText()));
    return strings;
  }

  Path workingDirectory(String stated) {
    String path = stated.isEmpty() ? config.path("WorkingDir").asText("") : stated;
    return inside(path.isEmpty() ? "/" : path);
  }

  /** A path of the image in this machine's file system; never outside of the root. */
  Path inside(String path) {
    Path resolved = root.resolve(path.replaceFirst("^/+", "")).normalize();
    return resolved.startsWith(root) ? resolved : root;
  }
}
