package io.jenkins.plugins.paas.image.build;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.DockerClient;
import com.google.cloud.tools.jib.api.ImageDetails;
import com.google.cloud.tools.jib.image.ImageTarball;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.image.registry.Manifest;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Takes an image from jib where jib would load it into an engine, as a stream of the OCI layout
 * (OCI Image Specification, "Image Layout"), and pushes what the registry lacks. Only such a layer
 * is ever written to a file. For one image.
 */
final class StreamedPush implements DockerClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BLOBS = "blobs/sha256/";
  private static final int SMALL_BYTES = 256 << 10;

  private final RegistryClient registry;
  private final ImageReference image;
  private final List<String> tags;
  private final Path spool;
  private final ExecutorService threads;
  private final Consumer<String> log;

  private final Map<String, byte[]> small = new HashMap<>(); // blobs that may be config or manifest
  private int pushed;
  private int had;
  private Manifest manifest;
  private IOException refusal;

  /**
   * @param tags none to push by digest alone, for a list
   * @param spool a file for one layer at a time
   */
  StreamedPush(
      RegistryClient registry,
      ImageReference image,
      List<String> tags,
      Path spool,
      ExecutorService threads,
      Consumer<String> log) {
    this.registry = registry;
    this.image = image;
    this.tags = tags;
    this.spool = spool;
    this.threads = threads;
    this.log = log;
  }

  /** What was pushed. */
  Manifest manifest() {
    return manifest;
  }

  /** What the registry refused, or {@code null}: jib wraps it into failures of its own. */
  IOException refusal() {
    return refusal;
  }

  @Override
  public String load(ImageTarball tarball, Consumer<Long> written)
      throws IOException, InterruptedException {
    Pipe pipe = Pipe.open();
    Future<?> writing =
        threads.submit(
            () -> {
              try (OutputStream out = Channels.newOutputStream(pipe.sink())) {
                tarball.writeTo(out);
              }
              return null;
            });
    try (InputStream in = Channels.newInputStream(pipe.source())) {
      read(new TarArchiveInputStream(in));
      in.transferTo(OutputStream.nullOutputStream()); // the padding: else the writer would fail
      writing.get();
    } catch (ExecutionException e) {
      throw new IOException("jib could not write the image: " + e.getCause().getMessage(), e);
    } catch (IOException e) {
      refusal = e;
      throw e;
    }
    return "pushed";
  }

  private void read(TarArchiveInputStream tar) throws IOException, InterruptedException {
    for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
      if (entry.getName().startsWith(BLOBS)) {
        blob("sha256:" + entry.getName().substring(BLOBS.length()), entry.getSize(), tar);
      } else if (entry.getName().equals("index.json")) {
        finish(JSON.readTree(small(entry, tar)).path("manifests").path(0));
      }
    }
    if (manifest == null) {
      throw new IOException("jib wrote an image without a manifest");
    }
  }

  // the layers come first, then configuration and manifest, then the index that tells them apart
  private void blob(String digest, long size, TarArchiveInputStream tar)
      throws IOException, InterruptedException {
    if (size <= SMALL_BYTES) {
      small.put(digest, tar.readAllBytes());
      return;
    }
    if (registry.blobExists(image.repository(), digest)) {
      had++;
      return;
    }
    try {
      Files.copy(tar, spool);
      registry.uploadBlob(image.repository(), digest, spool);
      pushed++;
    } finally {
      Files.deleteIfExists(spool);
    }
  }

  private void finish(JsonNode descriptor) throws IOException, InterruptedException {
    String digest = descriptor.path("digest").asText();
    byte[] bytes = small.get(digest);
    if (bytes == null) {
      throw new IOException("jib wrote an image without its manifest " + digest);
    }
    Manifest read = Manifest.read(descriptor.path("mediaType").asText(), bytes);
    List<String> blobs = new ArrayList<>(read.layers());
    blobs.add(read.configDigest());
    for (String blob : blobs) {
      if (small.containsKey(blob)) {
        push(blob, small.get(blob));
      }
    }
    for (String tag : tags.isEmpty() ? List.of(read.digest()) : tags) {
      registry.tag(image.repository(), read, tag);
    }
    manifest = read;
    log.accept(
        "pushed " + pushed + " of " + (pushed + had) + " blobs, the registry had the others");
  }

  private void push(String digest, byte[] content) throws IOException, InterruptedException {
    if (registry.blobExists(image.repository(), digest)) {
      had++;
    } else {
      registry.uploadBlob(image.repository(), content);
      pushed++;
    }
  }

  private static byte[] small(TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
    if (entry.getSize() > SMALL_BYTES) {
      throw new IOException(entry.getName() + " of the image has " + entry.getSize() + " bytes");
    }
    return tar.readAllBytes();
  }

  @Override
  public boolean supported(Map<String, String> parameters) {
    return true;
  }

  @Override
  public void save(
      com.google.cloud.tools.jib.api.ImageReference reference, Path path, Consumer<Long> written)
      throws IOException {
    throw new IOException(reference + " is asked for from an engine, and there is none");
  }

  @Override
  public ImageDetails inspect(com.google.cloud.tools.jib.api.ImageReference reference)
      throws IOException {
    throw new IOException(reference + " is asked for from an engine, and there is none");
  }
}
