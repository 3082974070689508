package io.jenkins.plugins.paas.image.build;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.paas.image.registry.Manifest;
import java.io.IOException;

/** An image of several architectures, in the making (OCI Image Specification, "image index"). */
final class ManifestList {

  private static final String MEDIA_TYPE = "application/vnd.oci.image.index.v1+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode index = JSON.createObjectNode();
  private final ArrayNode manifests;

  ManifestList() {
    index.put("schemaVersion", 2).put("mediaType", MEDIA_TYPE);
    manifests = index.putArray("manifests");
  }

  void add(String architecture, Manifest manifest) {
    manifests
        .addObject()
        .put("mediaType", manifest.mediaType())
        .put("digest", manifest.digest())
        .put("size", manifest.size())
        .putObject("platform")
        .put("architecture", architecture)
        .put("os", "linux");
  }

  /** As registries take it; the order of additions is kept, so the same gives the same digest. */
  Manifest manifest() throws IOException {
    return Manifest.read(MEDIA_TYPE, JSON.writeValueAsBytes(index));
  }
}
