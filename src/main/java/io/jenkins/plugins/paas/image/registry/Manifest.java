package io.jenkins.plugins.paas.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * An image manifest or an index, as the registry keeps it (OCI Image Specification, "Image
 * Manifest" and "Image Index"). Immutable.
 */
public final class Manifest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String digest;
  private final String mediaType;
  private final byte[] bytes;
  private final List<String> layers = new ArrayList<>();
  private final List<String> manifests = new ArrayList<>();
  private String configDigest;
  private long contentBytes;

  private Manifest(String digest, String mediaType, byte[] bytes) {
    this.digest = digest;
    this.mediaType = mediaType;
    this.bytes = bytes;
  }

  /**
   * Reads a manifest and computes its digest.
   *
   * @throws IOException when it is no manifest
   */
  public static Manifest read(String mediaType, byte[] bytes) throws IOException {
    Manifest manifest = new Manifest(digestOf(bytes), mediaType, bytes);
    JsonNode json = JSON.readTree(bytes);
    if (json == null || !json.path("layers").isArray() && !json.path("manifests").isArray()) {
      throw new IOException("neither layers nor manifests in it");
    }
    manifest.configDigest = json.path("config").path("digest").asText(null);
    manifest.contentBytes = json.path("config").path("size").asLong(0);
    for (JsonNode layer : json.path("layers")) {
      manifest.layers.add(layer.path("digest").asText());
      manifest.contentBytes += layer.path("size").asLong(0);
    }
    for (JsonNode one : json.path("manifests")) {
      // buildx puts what it attests about an image beside it, as if it were one
      if (!one.path("annotations").has("vnd.docker.reference.type")) {
        manifest.manifests.add(one.path("digest").asText());
      }
    }
    return manifest;
  }

  static String digestOf(byte[] bytes) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** {@code sha256:…} of these bytes. */
  public String digest() {
    return digest;
  }

  public String mediaType() {
    return mediaType;
  }

  /** Bytes of configuration and layers, compressed, as the manifest states them; 0 for an index. */
  public long contentBytes() {
    return contentBytes;
  }

  /** What engines call the image's id; {@code null} for an index. */
  public String configDigest() {
    return configDigest;
  }

  /** Digests of the layers, base first. */
  public List<String> layers() {
    return List.copyOf(layers);
  }

  /** Digests of an index's images; empty for an image. */
  public List<String> manifests() {
    return List.copyOf(manifests);
  }

  /** Bytes of the manifest itself. */
  public long size() {
    return bytes.length;
  }

  /** The manifest as the registry keeps it. */
  public byte[] bytes() {
    return bytes.clone();
  }
}
