package io.jenkins.embedded.platform.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Blobs on their way in: a file each, so that a layer is never in memory. Thread-safe. */
final class UploadSessions {

  private final ContentStore store;
  private final Map<String, Session> open = new ConcurrentHashMap<>();

  private record Session(String repository, Path file) {}

  UploadSessions(ContentStore store) {
    this.store = store;
  }

  String begin(String repository) throws IOException {
    String id = UUID.randomUUID().toString();
    Path file = Files.createFile(store.incoming().resolve(id));
    open.put(id, new Session(repository, file));
    return id;
  }

  /** Bytes received so far. */
  long size(String repository, String id) throws IOException, RegistryError {
    return Files.size(session(repository, id).file);
  }

  /**
   * Appends a chunk.
   *
   * @param contentRange {@code first-last} as the client sent it, or {@code null} for "the rest"
   */
  void append(String repository, String id, String contentRange, InputStream in)
      throws IOException, RegistryError {
    Session session = session(repository, id);
    synchronized (session) {
      long size = Files.size(session.file);
      if (contentRange != null && !contentRange.startsWith(size + "-")) {
        throw new RegistryError(
            416, "BLOB_UPLOAD_INVALID", "the next byte is " + size + ", not " + contentRange);
      }
      try (OutputStream out = Files.newOutputStream(session.file, StandardOpenOption.APPEND)) {
        in.transferTo(out);
      }
    }
  }

  /** Ends a session: the content becomes a blob if it has the digest that the client gave. */
  void complete(String repository, String id, String digest) throws IOException, RegistryError {
    if (digest == null || !ContentStore.isDigest(digest)) {
      throw new RegistryError(400, "DIGEST_INVALID", "digest must be sha256:<64 hex digits>");
    }
    Session session = session(repository, id);
    synchronized (session) {
      String actual = ContentStore.digestOf(Files.newInputStream(session.file));
      if (!actual.equals(digest)) {
        cancel(repository, id);
        throw RegistryError.digestInvalid(digest, actual);
      }
      store.take(repository, digest, session.file);
      open.remove(id);
    }
  }

  void cancel(String repository, String id) throws IOException, RegistryError {
    Session session = session(repository, id);
    open.remove(id);
    Files.deleteIfExists(session.file);
  }

  private Session session(String repository, String id) throws RegistryError {
    Session session = open.get(id);
    if (session == null || !session.repository.equals(repository)) {
      throw RegistryError.uploadUnknown(id);
    }
    return session;
  }
}
