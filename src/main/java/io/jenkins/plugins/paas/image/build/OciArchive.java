package io.jenkins.plugins.paas.image.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.image.registry.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * An image in a tar file of the OCI layout (OCI Image Specification, "Image Layout"): {@code
 * index.json} and {@code blobs/sha256/…}. Content is streamed. Not thread-safe; close it.
 */
final class OciArchive implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_JSON_BYTES = 4 << 20;

  private final TarFile tar;
  private final Map<String, TarArchiveEntry> entries = new HashMap<>();

  OciArchive(Path file) throws IOException {
    tar = new TarFile(file);
    tar.getEntries().forEach(entry -> entries.put(entry.getName(), entry));
  }

  /** The manifest of the one image in it. */
  Manifest manifest() throws IOException {
    JsonNode descriptor = JSON.readTree(small("index.json")).path("manifests").path(0);
    Manifest manifest =
        Manifest.read(
            descriptor.path("mediaType").asText(), small(blob(descriptor.path("digest").asText())));
    if (!manifest.digest().equals(descriptor.path("digest").asText())) {
      throw new IOException("the archive's manifest is not what its index says");
    }
    return manifest;
  }

  /** Copies a blob to a file. */
  void extract(String digest, Path to) throws IOException {
    try (InputStream in = tar.getInputStream(entry(blob(digest)))) {
      Files.copy(in, to);
    }
  }

  private byte[] small(String name) throws IOException {
    TarArchiveEntry entry = entry(name);
    if (entry.getSize() > MAX_JSON_BYTES) {
      throw new IOException(name + " in the archive has " + entry.getSize() + " bytes");
    }
    try (InputStream in = tar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private TarArchiveEntry entry(String name) throws IOException {
    TarArchiveEntry entry = entries.get(name);
    if (entry == null) {
      throw new IOException("the archive has no " + name);
    }
    return entry;
  }

  private static String blob(String digest) {
    return "blobs/" + digest.replace(':', '/');
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }
}
