package io.jenkins.embedded.platform.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pulls by the OCI distribution protocol over plain HTTP from loopback addresses, and from nowhere
 * else: the run's token must not leave this machine.
 */
public final class HttpRegistryAccess implements RegistryAccess {
  private static final String MANIFESTS =
      String.join(
          ", ",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.v2+json",
          "application/vnd.docker.distribution.manifest.list.v2+json");
  private static final Pattern REALM =
      Pattern.compile("Bearer realm=\"([^\"]+)\"(?:,service=\"([^\"]*)\")?.*");
  private static final int MAX_MANIFEST = 4 * 1024 * 1024;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .proxy(HttpClient.Builder.NO_PROXY)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final String basic;
  private final Predicate<String> pushedInThisRun;

  /**
   * @param user and token of HTTP Basic, also at a token service that the registry names
   * @param pushedInThisRun whether a manifest digest was pushed in this run
   */
  public HttpRegistryAccess(String user, String token, Predicate<String> pushedInThisRun) {
    this.basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + token).getBytes(StandardCharsets.UTF_8));
    this.pushedInThisRun = pushedInThisRun;
  }

  @Override
  public boolean isFromThisRun(String digest) {
    return pushedInThisRun.test(digest);
  }

  @Override
  public byte[] manifest(String host, String repository, String reference)
      throws IOException, InterruptedException {
    String what = host + "/" + repository + (reference.contains(":") ? "@" : ":") + reference;
    String path = "/v2/" + repository + "/manifests/" + reference;
    try (InputStream body = get(host, repository, path, what)) {
      byte[] manifest = body.readNBytes(MAX_MANIFEST + 1);
      if (manifest.length > MAX_MANIFEST) {
        throw new PullFailure("the manifest of " + what + " is larger than 4 MiB");
      }
      return manifest;
    }
  }

  @Override
  public InputStream blob(String host, String repository, String digest)
      throws IOException, InterruptedException {
    String path = "/v2/" + repository + "/blobs/" + digest;
    return get(host, repository, path, host + "/" + repository + " blob " + digest);
  }

  private InputStream get(String host, String repository, String path, String what)
      throws IOException, InterruptedException {
    requireLoopback(host);
    HttpResponse<InputStream> answer = send(host, path, basic, what);
    if (answer.statusCode() == 401) {
      Matcher realm = REALM.matcher(answer.headers().firstValue("WWW-Authenticate").orElse(""));
      if (realm.matches()) {
        answer.body().close();
        String token = token(URI.create(realm.group(1)), realm.group(2), repository);
        answer = send(host, path, "Bearer " + token, what);
      }
    }
    if (answer.statusCode() != 200) {
      try (InputStream body = answer.body()) {
        throw new PullFailure(reason(answer.statusCode(), body.readNBytes(2000), what));
      }
    }
    return answer.body();
  }

  private static void requireLoopback(String host) throws IOException {
    URI uri = URI.create("http://" + host);
    if (uri.getHost() == null || !InetAddress.getByName(uri.getHost()).isLoopbackAddress()) {
      throw new PullFailure(
          "the embedded runtime pulls from loopback registries only, not from " + host);
    }
  }

  private HttpResponse<InputStream> send(
      String host, String path, String authorization, String what)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + host + path))
            .timeout(Duration.ofSeconds(30))
            .header("Accept", path.contains("/manifests/") ? MANIFESTS : "*/*")
            .header("Authorization", authorization)
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new PullFailure(
          "failed to pull "
              + what
              + ": the registry at "
              + host
              + " does not answer: "
              + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
    }
  }

  private String token(URI realm, String service, String repository)
      throws IOException, InterruptedException {
    String host = realm.getHost() + ":" + realm.getPort();
    requireLoopback(host);
    String path =
        realm.getPath()
            + "?scope=repository:"
            + repository
            + ":pull"
            + (service == null ? "" : "&service=" + service);
    HttpResponse<InputStream> answer = send(host, path, basic, "a token");
    try (InputStream body = answer.body()) {
      JsonNode token = new ObjectMapper().readTree(body);
      return token.path("token").asText(token.path("access_token").asText());
    }
  }

  /** The registry's own words, e.g. {@code MANIFEST_UNKNOWN: manifest unknown}. */
  private static String reason(int status, byte[] body, String what) {
    String said = "";
    try {
      JsonNode error = new ObjectMapper().readTree(body).path("errors").path(0);
      if (error.isObject()) {
        said = ": " + error.path("code").asText() + ": " + error.path("message").asText();
      }
    } catch (IOException e) {
      said = ": " + new String(body, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }
    return "failed to pull " + what + ": HTTP " + status + said;
  }
}
