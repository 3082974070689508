package io.jenkins.plugins.paas.image.build;

import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.image.registry.Manifest;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Pushes an OCI archive: the blobs that the registry lacks, then the manifest under each tag. */
final class ArchivePush {

  private final RegistryClient client;
  private final Consumer<String> log;

  ArchivePush(RegistryClient client, Consumer<String> log) {
    this.client = client;
    this.log = log;
  }

  /**
   * Pushes.
   *
   * @param tags none to push by digest alone, for a list
   * @return the manifest
   */
  Manifest push(Path archive, ImageReference image, List<String> tags)
      throws IOException, InterruptedException {
    try (OciArchive content = new OciArchive(archive)) {
      Manifest manifest = content.manifest();
      List<String> blobs = new ArrayList<>(manifest.layers());
      blobs.add(manifest.configDigest());
      int pushed = 0;
      for (String digest : blobs) {
        if (!client.blobExists(image.repository(), digest)) {
          push(content, image.repository(), digest, archive.resolveSibling("blob.partial"));
          pushed++;
        }
      }
      for (String tag : tags.isEmpty() ? List.of(manifest.digest()) : tags) {
        client.tag(image.repository(), manifest, tag);
      }
      log.accept(
          "pushed " + pushed + " of " + blobs.size() + " blobs, the registry had the others");
      return manifest;
    }
  }

  private void push(OciArchive content, String repository, String digest, Path file)
      throws IOException, InterruptedException {
    Files.deleteIfExists(file);
    try {
      content.extract(digest, file);
      client.uploadBlob(repository, digest, file);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
