package io.jenkins.plugins.paas.image.build;

import io.jenkins.plugins.paas.image.registry.RegistryClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A blob on its way to the registry, which may ask for it again: in memory, or in a file. */
final class BlobContent implements AutoCloseable {

  private static final int SMALL_BYTES = 256 << 10;

  private final byte[] small;
  private final Path file;

  private BlobContent(byte[] small, Path file) {
    this.small = small;
    this.file = file;
  }

  /**
   * Reads it to its end.
   *
   * @param directory for a file, if it is not small
   */
  static BlobContent read(InputStream in, Path directory) throws IOException {
    byte[] start = in.readNBytes(SMALL_BYTES);
    if (start.length < SMALL_BYTES) {
      return new BlobContent(start, null);
    }
    Path file = Files.createTempFile(directory, "blob", "");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(start);
      in.transferTo(out);
    }
    return new BlobContent(null, file);
  }

  /** Sends it. */
  void upload(RegistryClient registry, String repository, String digest)
      throws IOException, InterruptedException {
    if (file == null) {
      registry.uploadBlob(repository, small);
    } else {
      registry.uploadBlob(repository, digest, file);
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }
}
