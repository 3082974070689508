package io.jenkins.embedded.platform.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.core.ImageReference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The endpoints of the OCI Distribution Specification 1.1 that pushing and pulling need. */
final class RegistryRoutes {

  private static final Pattern PATH =
      Pattern.compile(
          "/v2/(.+?)/(?:(manifests)/([^/]+)|(blobs)/(uploads/?[^/]*|[^/]+)|tags/list|(referrers)/([^/]+))");
  private static final int MAX_MANIFEST_BYTES = 4 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ContentStore store;
  private final UploadSessions uploads;
  private final ReferrerRoute referrers;
  private final Set<String> pushed = ConcurrentHashMap.newKeySet();

  RegistryRoutes(ContentStore store) {
    this.store = store;
    this.uploads = new UploadSessions(store);
    this.referrers = new ReferrerRoute(store);
  }

  boolean pushed(String digest) {
    return pushed.contains(digest);
  }

  void answer(RegistryExchange exchange) throws IOException, RegistryError {
    if (exchange.path().equals("/v2/") || exchange.path().equals("/v2")) {
      exchange.json(200, Map.of());
      return;
    }
    Matcher path = PATH.matcher(exchange.path());
    if (!path.matches()) {
      throw RegistryError.notFound();
    }
    String repository = path.group(1);
    requireName(repository);
    if (path.group(2) != null) {
      manifests(exchange, repository, path.group(3));
    } else if (path.group(6) != null) {
      referrers.answer(exchange, repository, path.group(7));
    } else if (path.group(4) == null) {
      tags(exchange, repository);
    } else if (path.group(5).startsWith("uploads")) {
      uploads(exchange, repository, path.group(5).replaceFirst("uploads/?", ""));
    } else {
      blobs(exchange, repository, path.group(5));
    }
  }

  private static void requireName(String repository) throws RegistryError {
    try {
      if (ImageReference.parse("registry:1/" + repository).repository().equals(repository)) {
        return;
      }
    } catch (IllegalArgumentException e) {
      throw new RegistryError(400, "NAME_INVALID", e.getMessage());
    }
    throw new RegistryError(400, "NAME_INVALID", "invalid repository name: " + repository);
  }

  private void manifests(RegistryExchange exchange, String repository, String reference)
      throws IOException, RegistryError {
    switch (exchange.method()) {
      case "GET", "HEAD" -> {
        ContentStore.StoredManifest manifest =
            store
                .manifest(repository, requireReference(reference))
                .orElseThrow(() -> RegistryError.manifestUnknown(reference));
        exchange
            .with("Docker-Content-Digest", manifest.digest())
            .content(200, manifest.mediaType(), manifest.bytes());
      }
      case "PUT" -> putManifest(exchange, repository, requireReference(reference));
      default -> throw RegistryError.unsupported(exchange.method() + " of a manifest");
    }
  }

  private static String requireReference(String reference) throws RegistryError {
    if (!ContentStore.isDigest(reference) && !ImageReference.isTag(reference)) {
      throw new RegistryError(400, "TAG_INVALID", "neither a tag nor a digest: " + reference);
    }
    return reference;
  }

  private void putManifest(RegistryExchange exchange, String repository, String reference)
      throws IOException, RegistryError {
    byte[] bytes = exchange.body().readNBytes(MAX_MANIFEST_BYTES + 1);
    if (bytes.length > MAX_MANIFEST_BYTES) {
      throw new RegistryError(413, "SIZE_INVALID", "a manifest has at most 4 MiB");
    }
    String digest = ContentStore.digestOf(new ByteArrayInputStream(bytes));
    boolean byDigest = ContentStore.isDigest(reference);
    if (byDigest && !reference.equals(digest)) {
      throw RegistryError.digestInvalid(reference, digest);
    }
    requireReferenced(repository, bytes);
    String type = exchange.header("Content-Type");
    store.putManifest(
        repository,
        digest,
        type == null ? "application/vnd.oci.image.manifest.v1+json" : type,
        bytes,
        byDigest ? null : reference);
    pushed.add(digest);
    String subject = ReferrerRoute.subject(bytes);
    if (subject != null) {
      exchange.with("OCI-Subject", subject);
    }
    exchange
        .with("Location", "/v2/" + repository + "/manifests/" + digest)
        .with("Docker-Content-Digest", digest)
        .empty(201);
  }

  /** All that a manifest refers to must be there already, else a pull of it would fail. */
  private void requireReferenced(String repository, byte[] bytes)
      throws IOException, RegistryError {
    JsonNode manifest;
    try {
      manifest = JSON.readTree(bytes);
    } catch (IOException e) {
      throw new RegistryError(400, "MANIFEST_INVALID", "the manifest is not JSON");
    }
    List<JsonNode> content = new ArrayList<>();
    manifest.path("layers").forEach(content::add);
    if (manifest.has("config")) {
      content.add(manifest.path("config"));
    }
    for (JsonNode descriptor : content) {
      String digest = descriptor.path("digest").asText();
      // layers with URLs of their own ("foreign") need not be here
      if (!descriptor.has("urls") && store.blob(repository, digest).isEmpty()) {
        throw new RegistryError(404, "MANIFEST_BLOB_UNKNOWN", "blob unknown: " + digest);
      }
    }
    for (JsonNode descriptor : manifest.path("manifests")) {
      if (store.manifest(repository, descriptor.path("digest").asText("-")).isEmpty()) {
        throw RegistryError.manifestUnknown(descriptor.path("digest").asText());
      }
    }
  }

  private void blobs(RegistryExchange exchange, String repository, String digest)
      throws IOException, RegistryError {
    if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
      throw RegistryError.unsupported(exchange.method() + " of a blob");
    }
    Path file = store.blob(repository, digest).orElseThrow(() -> RegistryError.blobUnknown(digest));
    exchange.with("Docker-Content-Digest", digest).stream(
        200, "application/octet-stream", Files.size(file), out -> Files.copy(file, out));
  }

  private void uploads(RegistryExchange exchange, String repository, String id)
      throws IOException, RegistryError {
    switch (exchange.method()) {
      case "POST" -> beginUpload(exchange, repository);
      case "PATCH" -> {
        uploads.append(repository, id, exchange.header("Content-Range"), exchange.body());
        progress(exchange, repository, id, 202);
      }
      case "PUT" -> {
        uploads.append(repository, id, exchange.header("Content-Range"), exchange.body());
        uploads.complete(repository, id, exchange.query("digest"));
        created(exchange, repository, exchange.query("digest"));
      }
      case "GET" -> progress(exchange, repository, id, 204);
      case "DELETE" -> {
        uploads.cancel(repository, id);
        exchange.empty(204);
      }
      default -> throw RegistryError.unsupported(exchange.method() + " of an upload");
    }
  }

  private void beginUpload(RegistryExchange exchange, String repository)
      throws IOException, RegistryError {
    String mount = exchange.query("mount");
    String from = exchange.query("from");
    if (mount != null && from != null) {
      requireName(from);
      if (store.blob(from, mount).isPresent()) {
        store.link(repository, mount);
        created(exchange, repository, mount);
        return;
      }
    }
    String id = uploads.begin(repository);
    String digest = exchange.query("digest");
    if (digest == null) {
      progress(exchange, repository, id, 202);
    } else {
      uploads.append(repository, id, null, exchange.body());
      uploads.complete(repository, id, digest);
      created(exchange, repository, digest);
    }
  }

  private void progress(RegistryExchange exchange, String repository, String id, int status)
      throws IOException, RegistryError {
    long size = uploads.size(repository, id);
    exchange
        .with("Location", "/v2/" + repository + "/blobs/uploads/" + id)
        .with("Docker-Upload-UUID", id)
        .with("Range", "0-" + Math.max(0, size - 1))
        .empty(status);
  }

  private static void created(RegistryExchange exchange, String repository, String digest)
      throws IOException {
    exchange
        .with("Location", "/v2/" + repository + "/blobs/" + digest)
        .with("Docker-Content-Digest", digest)
        .empty(201);
  }

  private void tags(RegistryExchange exchange, String repository)
      throws IOException, RegistryError {
    List<String> tags =
        store
            .tags(repository)
            .orElseThrow(
                () -> new RegistryError(404, "NAME_UNKNOWN", "repository unknown: " + repository));
    String last = exchange.query("last");
    List<String> rest =
        last == null ? tags : tags.stream().filter(t -> t.compareTo(last) > 0).toList();
    String n = exchange.query("n");
    if (n != null && n.matches("[0-9]{1,6}") && Integer.parseInt(n) < rest.size()) {
      rest = rest.subList(0, Integer.parseInt(n));
      if (!rest.isEmpty()) {
        String next =
            "/v2/" + repository + "/tags/list?n=" + n + "&last=" + rest.get(rest.size() - 1);
        exchange.with("Link", "<" + next + ">; rel=\"next\"");
      }
    }
    exchange.json(200, Map.of("name", repository, "tags", rest));
  }
}
