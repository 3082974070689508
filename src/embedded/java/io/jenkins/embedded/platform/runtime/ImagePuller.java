package io.jenkins.embedded.platform.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.core.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Images of this run, pulled once and verified: manifest, configuration and every layer. */
final class ImagePuller {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path directory;
  private final RegistryAccess registry;
  private final Map<String, String> digests = new HashMap<>();
  private final Map<String, UnpackedImage> images = new HashMap<>();

  ImagePuller(Path directory, RegistryAccess registry) {
    this.directory = directory;
    this.registry = registry;
  }

  /** Whether the reference was pulled before. */
  synchronized boolean has(String reference) {
    return digests.containsKey(reference);
  }

  /**
   * @param anew ask the registry even when the reference was pulled before
   * @throws PullFailure with the reason, which names the reference
   */
  synchronized UnpackedImage pull(ImageReference reference, boolean anew)
      throws IOException, InterruptedException {
    String known = digests.get(reference.toString());
    if (known != null && !anew) {
      return images.get(known);
    }
    if (reference.registry() == null) {
      throw new PullFailure(
          "\""
              + reference
              + "\" names no registry; the embedded runtime runs only images that this run pushed"
              + " to its own registry");
    }
    String digest = resolve(reference);
    UnpackedImage image = images.get(digest);
    if (image == null) {
      image = unpack(reference, digest);
      images.put(digest, image);
    }
    digests.put(reference.toString(), digest);
    return image;
  }

  private String resolve(ImageReference reference) throws IOException, InterruptedException {
    String named =
        reference.digest() != null
            ? reference.digest()
            : reference.tag() == null ? "latest" : reference.tag();
    byte[] manifest = registry.manifest(reference.registry(), reference.repository(), named);
    String digest = digest(manifest);
    if (reference.digest() != null && !reference.digest().equals(digest)) {
      throw new PullFailure(
          "the registry answered " + digest + " for " + reference + ": refused, digests differ");
    }
    if (!registry.isFromThisRun(digest)) {
      throw new PullFailure(
          reference
              + " ("
              + digest
              + ") was not pushed in this run; the embedded runtime runs nothing else");
    }
    return digest;
  }

  private UnpackedImage unpack(ImageReference reference, String digest)
      throws IOException, InterruptedException {
    JsonNode manifest = manifest(reference, digest);
    if (manifest.has("manifests")) {
      manifest = manifest(reference, platform(reference, manifest));
    }
    JsonNode config =
        MAPPER.readTree(
            Files.readAllBytes(blob(reference, manifest.path("config").path("digest").asText())));
    Path image = directory.resolve(digest.replace(':', '-'));
    LayerUnpacker.delete(image);
    try {
      LayerUnpacker unpacker = new LayerUnpacker(image);
      for (JsonNode layer : manifest.path("layers")) {
        if (layer.path("mediaType").asText().endsWith("zstd")) {
          throw new PullFailure(reference + " has a zstd layer; only gzip and tar are read here");
        }
        Path blob = blob(reference, layer.path("digest").asText());
        try (InputStream in = Files.newInputStream(blob)) {
          unpacker.unpack(in);
        }
        Files.delete(blob);
      }
    } catch (IOException e) {
      LayerUnpacker.delete(image);
      throw e;
    }
    return new UnpackedImage(digest, image.toRealPath(), config.path("config"));
  }

  private JsonNode manifest(ImageReference reference, String digest)
      throws IOException, InterruptedException {
    byte[] bytes = registry.manifest(reference.registry(), reference.repository(), digest);
    if (!digest(bytes).equals(digest)) {
      throw new PullFailure("the manifest " + digest + " of " + reference + " fails its digest");
    }
    try {
      return MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new PullFailure("the manifest of " + reference + " is not JSON");
    }
  }

  /** Bytecode runs on every architecture, so any Linux entry does. */
  private static String platform(ImageReference reference, JsonNode index) throws PullFailure {
    for (JsonNode entry : index.path("manifests")) {
      if (entry.path("platform").path("os").asText("linux").equals("linux")) {
        return entry.path("digest").asText();
      }
    }
    throw new PullFailure("no match for platform linux in the index of " + reference);
  }

  private Path blob(ImageReference reference, String digest)
      throws IOException, InterruptedException {
    if (!digest.matches("sha256:[0-9a-f]{64}")) {
      throw new PullFailure(reference + " names a blob by '" + digest + "', which is no digest");
    }
    Files.createDirectories(directory);
    Path file = Files.createTempFile(directory, "blob-", "");
    MessageDigest sha256 = sha256();
    try (InputStream in =
        new DigestInputStream(
            registry.blob(reference.registry(), reference.repository(), digest), sha256)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    if (!digest.equals("sha256:" + HexFormat.of().formatHex(sha256.digest()))) {
      Files.delete(file);
      throw new PullFailure("the blob " + digest + " of " + reference + " fails its digest");
    }
    return file;
  }

  private static String digest(byte[] bytes) {
    return "sha256:" + HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
