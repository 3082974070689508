package io.jenkins.plugins.paas.image.build;

import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.paas.image.registry.Manifest;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Takes an image from jib as a registry would (OCI Distribution Specification, "Push"). jib asks
 * for each blob first, and neither reads nor sends what the registry has. It is answered at once,
 * since it waits twenty seconds for an answer and a registry may need longer for a layer; {@link
 * #finish} waits for the uploads, and pushes the manifest. For one image.
 */
final class PushRelay implements RegistryRelay.Repository {

  private static final String UPLOADS = "blobs/uploads/";
  private static final String BLOBS = "blobs/";
  private static final String MANIFESTS = "manifests/";
  private static final int UPLOADS_AT_ONCE = 4;
  private static final byte[] NO_MANIFEST =
      "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"}]}".getBytes(StandardCharsets.UTF_8);

  private final RegistryClient registry;
  private final String repository;
  private final BaseImageRelay base;
  private final Path spool;
  private final ExecutorService threads;

  private final Map<String, Future<Boolean>> asked = new ConcurrentHashMap<>();
  private final Map<String, BlobContent> sessions = new ConcurrentHashMap<>();
  private final Map<String, Future<?>> uploads = new ConcurrentHashMap<>();
  private final Semaphore slots = new Semaphore(UPLOADS_AT_ONCE);
  private volatile IOException refusal;
  private volatile Manifest manifest;

  /**
   * @param repository where to push
   * @param base whose layers need not be moved within the registry, or {@code null}
   * @param spool a directory for layers on their way; its owner empties it
   * @param threads make the uploads
   */
  PushRelay(
      RegistryClient registry,
      String repository,
      BaseImageRelay base,
      Path spool,
      ExecutorService threads) {
    this.registry = registry;
    this.repository = repository;
    this.base = base;
    this.spool = spool;
    this.threads = threads;
  }

  @Override
  public void answer(HttpExchange exchange, String path) throws IOException, InterruptedException {
    if (refusal != null) {
      throw refusal; // the others need not be sent
    }
    String request =
        exchange.getRequestMethod() + " " + path.substring(0, path.lastIndexOf('/') + 1);
    String last = path.substring(path.lastIndexOf('/') + 1);
    switch (request) {
      case "HEAD " + BLOBS -> has(exchange, last);
      case "POST " + UPLOADS -> accepted(exchange, UUID.randomUUID().toString());
      case "PATCH " + UPLOADS -> {
        BlobContent before = sessions.put(last, BlobContent.read(exchange.getRequestBody(), spool));
        if (before != null) {
          before.close(); // jib has sent it again
        }
        accepted(exchange, "");
      }
      case "PUT " + UPLOADS -> commit(exchange, last);
      case "PUT " + MANIFESTS -> {
        String mediaType = exchange.getRequestHeaders().getFirst("Content-Type");
        manifest = Manifest.read(mediaType, exchange.getRequestBody().readAllBytes());
        created(exchange, manifest.digest());
      }
      default -> {
        exchange.sendResponseHeaders(404, request.startsWith("GET ") ? NO_MANIFEST.length : -1);
        if (request.startsWith("GET ")) {
          exchange.getResponseBody().write(NO_MANIFEST);
        }
      }
    }
  }

  // jib asks anew when it has waited for too long: the first question is still on its way then
  private void has(HttpExchange exchange, String digest) throws IOException, InterruptedException {
    Future<Boolean> answer =
        asked.computeIfAbsent(
            digest,
            one ->
                threads.submit(
                    () ->
                        registry.blobExists(repository, one)
                            || base != null && base.mount(one, repository)));
    boolean there = result(answer);
    exchange.getResponseHeaders().set("Content-Length", "0"); // jib wants one, of whatever value
    exchange.sendResponseHeaders(there ? 200 : 404, -1);
  }

  private static void accepted(HttpExchange exchange, String name) throws IOException {
    exchange.getResponseHeaders().set("Location", exchange.getRequestURI().getPath() + name);
    exchange.sendResponseHeaders(202, -1);
  }

  private static void created(HttpExchange exchange, String digest) throws IOException {
    exchange.getResponseHeaders().set("Docker-Content-Digest", digest);
    exchange.sendResponseHeaders(201, -1);
  }

  private void commit(HttpExchange exchange, String session) throws IOException {
    String digest = exchange.getRequestURI().getQuery().replaceFirst("^digest=", "");
    BlobContent content = sessions.remove(session);
    if (content != null) {
      uploads.computeIfAbsent(digest, one -> threads.submit(() -> upload(content, one)));
    }
    if (uploads.containsKey(digest)) { // also when jib says it again
      created(exchange, digest);
    } else {
      exchange.sendResponseHeaders(404, -1);
    }
  }

  private Void upload(BlobContent content, String digest) throws IOException, InterruptedException {
    slots.acquire();
    try (content) {
      content.upload(registry, repository, digest);
      return null;
    } catch (IOException e) {
      refuse(e);
      throw e;
    } finally {
      slots.release();
    }
  }

  private synchronized void refuse(IOException e) {
    if (refusal == null) {
      refusal = e;
      uploads.values().forEach(one -> one.cancel(true));
    }
  }

  /**
   * Ends the push, when jib has.
   *
   * @param tags none to push by digest alone, for a list
   * @return what was pushed
   */
  Manifest finish(List<String> tags, Consumer<String> log)
      throws IOException, InterruptedException {
    try {
      for (Future<?> upload : uploads.values()) {
        result(upload);
      }
    } catch (CancellationException e) {
      throw refusal;
    }
    for (String tag : tags.isEmpty() ? List.of(manifest.digest()) : tags) {
      registry.tag(repository, manifest, tag);
    }
    Set<String> blobs = new HashSet<>(manifest.layers());
    blobs.add(manifest.configDigest());
    log.accept(
        "pushed " + uploads.size() + " of " + blobs.size() + " blobs, the registry had the others");
    return manifest;
  }

  private static <T> T result(Future<T> future) throws IOException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("the push failed inside", e.getCause());
    }
  }
}
