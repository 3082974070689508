package io.jenkins.plugins.paas.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A client of one registry (OCI Distribution Specification 1.1). What fails in passing is done
 * again as {@link RegistryRetry} says; 400, 401, 403 and 404 decide at once. Thread-safe; close it.
 */
public final class RegistryClient implements AutoCloseable {

  private static final String ACCEPT =
      String.join(
          ",",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.v2+json",
          "application/vnd.docker.distribution.manifest.list.v2+json");
  private static final Duration LARGE = Duration.ofMinutes(10);

  private final RegistryConnection connection;

  private RegistryClient(RegistryConnection connection) {
    this.connection = connection;
  }

  /**
   * A client with the system's trust and a direct connection.
   *
   * @param credential {@code null} for anonymous access
   */
  public static RegistryClient of(RegistryHost host, RegistryCredential credential) {
    return of(host, credential, HttpEndpoint.at(host.uri()));
  }

  /** A client for an endpoint with its own trust and proxy, whose authentication is replaced. */
  public static RegistryClient of(
      RegistryHost host, RegistryCredential credential, HttpEndpoint.Builder endpoint) {
    return of(host, credential, endpoint, RegistryRetry.usual());
  }

  static RegistryClient of(
      RegistryHost host,
      RegistryCredential credential,
      HttpEndpoint.Builder endpoint,
      RegistryRetry retry) {
    return new RegistryClient(new RegistryConnection(host, credential, endpoint, retry));
  }

  public RegistryHost host() {
    return connection.host();
  }

  /** What is attached to the images of a repository. */
  public Referrers referrers(String repository) {
    return new Referrers(this, connection, repository);
  }

  /**
   * Asks once whether the registry is there and lets us in.
   *
   * @throws HttpFailure when it cannot be reached
   * @throws RegistryFailure when it refuses, or is no registry
   */
  public void ping() throws IOException, InterruptedException {
    HttpAnswer answer = connection.once(HttpCall.get("v2", ""));
    if (answer.status() == 404) {
      throw new RegistryFailure(
          host().uri() + " is no registry: it answers 404 to /v2/. Check the registry's URL.");
    }
    connection.require(answer, "its base");
  }

  /**
   * A manifest by tag or digest, with its digest computed and compared with what was asked for and
   * with what the registry says.
   *
   * @return empty when there is none
   */
  public Optional<Manifest> manifest(String repository, String reference)
      throws IOException, InterruptedException {
    HttpAnswer answer =
        connection.send(
            HttpCall.get(path(repository, "manifests", reference)).header("Accept", ACCEPT));
    if (answer.status() == 404) {
      return Optional.empty();
    }
    connection.require(answer, "manifest " + repository + ":" + reference);
    Manifest manifest;
    try {
      manifest = Manifest.read(answer.header("Content-Type").orElse(""), answer.bodyBytes());
    } catch (IOException e) {
      throw new RegistryFailure(
          "Registry "
              + host().name()
              + " answered something other than a manifest for "
              + repository
              + ":"
              + reference
              + ": "
              + e.getMessage(),
          e);
    }
    String expected = reference.startsWith("sha256:") ? reference : manifest.digest();
    String said = answer.header("Docker-Content-Digest").orElse(expected);
    if (!manifest.digest().equals(expected) || !manifest.digest().equals(said)) {
      throw new RegistryFailure(
          "Registry "
              + host().name()
              + " answered a manifest with digest "
              + manifest.digest()
              + " for "
              + repository
              + "@"
              + (manifest.digest().equals(expected) ? said : expected)
              + ". Something between here and there changes content.");
    }
    return Optional.of(manifest);
  }

  public boolean blobExists(String repository, String digest)
      throws IOException, InterruptedException {
    HttpAnswer answer = connection.send(HttpCall.head(path(repository, "blobs", digest)));
    if (answer.status() == 404) {
      return false;
    }
    connection.require(answer, "blob " + digest);
    return true;
  }

  /**
   * Reads a blob as a stream; it is verified when it has been read to its end.
   *
   * @param reader gets the content; what it leaves unread is read behind it
   * @throws RegistryFailure when there is no such blob, or it is not what its digest says
   */
  public <T> T readBlob(String repository, String digest, BlobReader<T> reader)
      throws IOException, InterruptedException {
    if (!blobExists(repository, digest)) {
      throw new RegistryFailure(
          "Registry " + host().name() + " has no blob " + digest + " in " + repository + ".");
    }
    return BlobReading.read(
        connection, HttpCall.get(path(repository, "blobs", digest)).timeout(LARGE), digest, reader);
  }

  /** Takes a blob's content. */
  @FunctionalInterface
  public interface BlobReader<T> {
    T read(InputStream content) throws IOException;
  }

  /**
   * Uploads a file as a blob: one POST for a session and one PUT, streamed. Ask {@link #blobExists}
   * before: what the registry has is sent all the same.
   *
   * @param digest the file's, which the registry verifies
   */
  public void uploadBlob(String repository, String digest, Path file)
      throws IOException, InterruptedException {
    upload(repository, digest, put -> put.file("application/octet-stream", file));
  }

  /** Uploads a small blob. */
  public void uploadBlob(String repository, byte[] content)
      throws IOException, InterruptedException {
    upload(
        repository,
        Manifest.digestOf(content),
        put -> put.body("application/octet-stream", content));
  }

  private void upload(String repository, String digest, UnaryOperator<HttpCall> content)
      throws IOException, InterruptedException {
    // a broken upload leaves its session in an unknown state, so each attempt opens one
    HttpAnswer answer =
        connection.repeating(
            () -> {
              HttpAnswer session =
                  connection.once(HttpCall.post(path(repository, "blobs", "uploads", "")));
              if (!session.isSuccess()) {
                return session;
              }
              HttpCall put = HttpCall.put().toAbsolute(location(session)).query("digest", digest);
              return connection.once(content.apply(put).timeout(LARGE));
            });
    connection.require(answer, "an upload to " + repository);
  }

  /**
   * Lets a repository have a blob of another one on this registry, without moving it.
   *
   * @return false when the registry does not do it, and the blob must be uploaded
   */
  public boolean mountBlob(String repository, String digest, String from)
      throws IOException, InterruptedException {
    HttpCall mount =
        HttpCall.post(path(repository, "blobs", "uploads", ""))
            .query("mount", digest)
            .query("from", from);
    HttpAnswer answer =
        connection.require(connection.send(mount), "the mount of a blob of " + from);
    if (answer.status() == 201) {
      return true;
    }
    connection.once(HttpCall.delete().toAbsolute(location(answer))); // a session instead
    return false;
  }

  private URI location(HttpAnswer session) throws RegistryFailure {
    String location =
        session
            .header("Location")
            .orElseThrow(
                () ->
                    new RegistryFailure(
                        "Registry " + host().name() + " opened an upload without a Location."));
    return host().uri().resolve(URI.create(location));
  }

  /** Puts the same manifest under another tag, without moving any layer. */
  public void tag(String repository, Manifest manifest, String tag)
      throws IOException, InterruptedException {
    put(repository, manifest, tag);
  }

  HttpAnswer put(String repository, Manifest manifest, String reference)
      throws IOException, InterruptedException {
    HttpCall put =
        HttpCall.put(path(repository, "manifests", reference))
            .body(manifest.mediaType(), manifest.bytes());
    return connection.require(connection.send(put), "tag " + repository + ":" + reference);
  }

  /** All tags, page by page; empty when there is no such repository. */
  public List<String> tags(String repository) throws IOException, InterruptedException {
    return tags(repository, 1000);
  }

  List<String> tags(String repository, int pageSize) throws IOException, InterruptedException {
    List<String> tags = new ArrayList<>();
    HttpCall call = HttpCall.get(path(repository, "tags", "list")).query("n", pageSize);
    for (HttpAnswer page : connection.pages(call, "the tags of " + repository)) {
      for (JsonNode tag : page.json().path("tags")) {
        tags.add(tag.asText());
      }
    }
    return tags;
  }

  private static String[] path(String repository, String... rest) {
    return RegistryConnection.path(repository, rest);
  }

  @Override
  public void close() {
    connection.close();
  }
}
