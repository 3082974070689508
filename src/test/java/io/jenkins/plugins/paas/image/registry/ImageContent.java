package io.jenkins.plugins.paas.image.registry;

import java.nio.charset.StandardCharsets;

/** The smallest image: one layer of text. */
public final class ImageContent {

  public static final String MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";

  private ImageContent() {}

  /** Uploads layer and configuration; the manifest is for the caller to put. */
  public static Manifest push(RegistryClient client, String repository, String layer)
      throws Exception {
    byte[] content = layer.getBytes(StandardCharsets.UTF_8);
    byte[] config = "{}".getBytes(StandardCharsets.UTF_8);
    client.uploadBlob(repository, content);
    client.uploadBlob(repository, config);
    return manifest(Manifest.digestOf(config), Manifest.digestOf(content), content.length);
  }

  private static Manifest manifest(String config, String layer, int size) throws Exception {
    String json =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"%s\",\"size\":2},\"layers\":[{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\",\"digest\":\"%s\",\"size\":%d}]}"
            .formatted(MEDIA_TYPE, config, layer, size);
    return Manifest.read(MEDIA_TYPE, json.getBytes(StandardCharsets.UTF_8));
  }
}
