package io.jenkins.plugins.paas.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import io.jenkins.plugins.paas.core.wait.Deadline;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client of one registry (OCI Distribution Specification 1.1). Transient failures are repeated
 * for {@link #RETRY_FOR}; 400, 401, 403 and 404 decide at once. Thread-safe; close it.
 */
public final class RegistryClient implements AutoCloseable {

  /** With the pauses of the back-off this is five attempts. */
  public static final Duration RETRY_FOR = Duration.ofSeconds(12);

  private static final String ACCEPT =
      String.join(
          ",",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.v2+json",
          "application/vnd.docker.distribution.manifest.list.v2+json");
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?next\"?");
  private static final int MAX_PAGES = 1000;

  private final RegistryHost host;
  private final RegistryAuthentication authentication;
  private final HttpCaller caller;
  private final String who;

  private RegistryClient(
      RegistryHost host, RegistryCredential credential, HttpEndpoint.Builder endpoint) {
    this.host = host;
    this.authentication = new RegistryAuthentication(host, credential);
    this.who = credential == null ? "anonymous access" : credential.toString();
    this.caller = HttpCaller.to(endpoint.authentication(authentication).build());
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
    return new RegistryClient(host, credential, endpoint);
  }

  public RegistryHost host() {
    return host;
  }

  /**
   * Asks once whether the registry is there and lets us in.
   *
   * @throws HttpFailure when it cannot be reached
   * @throws RegistryFailure when it refuses, or is no registry
   */
  public void ping() throws IOException, InterruptedException {
    HttpAnswer answer = send(HttpCall.get("v2", ""), null);
    if (answer.status() == 404) {
      throw new RegistryFailure(
          host.uri() + " is no registry: it answers 404 to /v2/. Check the registry's URL.");
    }
    require(answer, "its base");
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
        retrying(HttpCall.get(path(repository, "manifests", reference)).header("Accept", ACCEPT));
    if (answer.status() == 404) {
      return Optional.empty();
    }
    require(answer, "manifest " + repository + ":" + reference);
    Manifest manifest;
    try {
      manifest = Manifest.read(answer.header("Content-Type").orElse(""), answer.bodyBytes());
    } catch (IOException e) {
      throw new RegistryFailure(
          "Registry "
              + host.name()
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
              + host.name()
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
    HttpAnswer answer = retrying(HttpCall.head(path(repository, "blobs", digest)));
    if (answer.status() == 404) {
      return false;
    }
    require(answer, "blob " + digest);
    return true;
  }

  /**
   * Uploads a file as a blob unless it is there: one POST for a session and one PUT, streamed.
   *
   * @param digest the file's, which the registry verifies
   */
  public void uploadBlob(String repository, String digest, Path file)
      throws IOException, InterruptedException {
    if (blobExists(repository, digest)) {
      return;
    }
    HttpAnswer session =
        retrying(HttpCall.post(path(repository, "blobs", "uploads", "")).idempotent(true));
    require(session, "an upload to " + repository);
    URI location =
        URI.create(
            session
                .header("Location")
                .orElseThrow(
                    () ->
                        new RegistryFailure(
                            "Registry " + host.name() + " opened an upload without a Location.")));
    HttpCall put =
        HttpCall.put()
            .toAbsolute(host.uri().resolve(location))
            .query("digest", digest)
            .file("application/octet-stream", file);
    require(send(put, Duration.ofMinutes(10)), "blob " + digest);
  }

  /** Puts the same manifest under another tag, without moving any layer. */
  public void tag(String repository, Manifest manifest, String tag)
      throws IOException, InterruptedException {
    HttpCall put =
        HttpCall.put(path(repository, "manifests", tag))
            .body(manifest.mediaType(), manifest.bytes());
    require(retrying(put), "tag " + repository + ":" + tag);
  }

  /** All tags, page by page; empty when there is no such repository. */
  public List<String> tags(String repository) throws IOException, InterruptedException {
    List<String> tags = new ArrayList<>();
    HttpCall call = HttpCall.get(path(repository, "tags", "list")).query("n", 1000);
    for (int page = 0; page < MAX_PAGES; page++) {
      HttpAnswer answer = retrying(call);
      if (answer.status() == 404) {
        return tags;
      }
      require(answer, "the tags of " + repository);
      for (JsonNode tag : answer.json().path("tags")) {
        tags.add(tag.asText());
      }
      Matcher next = NEXT.matcher(answer.header("Link").orElse(""));
      if (!next.find()) {
        return tags;
      }
      call = HttpCall.get().toAbsolute(host.uri().resolve(next.group(1)));
    }
    throw new RegistryFailure(
        "Registry " + host.name() + " lists the tags of " + repository + " without an end.");
  }

  private static String[] path(String repository, String... rest) {
    List<String> segments = new ArrayList<>(List.of("v2"));
    segments.addAll(List.of(repository.split("/")));
    segments.addAll(List.of(rest));
    return segments.toArray(String[]::new);
  }

  private HttpAnswer send(HttpCall call, Duration timeout)
      throws IOException, InterruptedException {
    if (timeout != null) {
      call.timeout(timeout);
    }
    HttpAnswer answer = caller.send(call);
    return answer.status() == 401 && authentication.accept(answer, caller.endpoint())
        ? caller.send(call)
        : answer;
  }

  private HttpAnswer retrying(HttpCall call) throws IOException, InterruptedException {
    HttpAnswer answer = caller.sendRetrying(call, Deadline.after(RETRY_FOR));
    return answer.status() == 401 && authentication.accept(answer, caller.endpoint())
        ? caller.sendRetrying(call, Deadline.after(RETRY_FOR))
        : answer;
  }

  private void require(HttpAnswer answer, String what) throws IOException {
    switch (answer.status()) {
      case 401 ->
          throw new RegistryFailure(
              "Registry "
                  + host.name()
                  + " refuses "
                  + who
                  + " for "
                  + what
                  + " (401). Check the platform's registry credential, or credentialsId.");
      case 403 ->
          throw new RegistryFailure(
              "Registry "
                  + host.name()
                  + " knows "
                  + who
                  + " but denies "
                  + what
                  + " (403). Give that account the right, or name another credentialsId.");
      default -> answer.requireSuccess();
    }
  }

  @Override
  public void close() {
    caller.close();
  }
}
