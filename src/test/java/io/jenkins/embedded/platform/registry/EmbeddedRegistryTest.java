package io.jenkins.embedded.platform.registry;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The stand-in by raw HTTP: what engines and jib do on the wire. */
public class EmbeddedRegistryTest {

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private final HttpClient http = HttpClient.newHttpClient();
  private RegistryServer registry;

  @Before
  public void start() throws IOException {
    registry = new EmbeddedRegistry(folder.newFolder().toPath(), "t0ken");
  }

  @After
  public void stop() {
    registry.close();
  }

  @Test
  public void nobodyEntersWithoutTheToken() throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(registry.uri().resolve("/v2/")).build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(401, answer.statusCode());
    assertTrue(answer.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Basic"));
    assertEquals(200, send("GET", "/v2/", "").statusCode());
  }

  @Test
  public void takesABlobInChunksAndAtOnce() throws Exception {
    String digest = digest("abcdef");
    String session = location(send("POST", "/v2/shop/api/blobs/uploads/", ""));
    assertEquals(202, send("PATCH", session, "abc").statusCode());
    assertEquals(416, send("PATCH", session, "def", "Content-Range", "1-3").statusCode());
    HttpResponse<String> second = send("PATCH", session, "def", "Content-Range", "3-5");
    assertEquals("0-5", second.headers().firstValue("Range").orElseThrow());
    assertEquals(201, send("PUT", session + "?digest=" + digest, "").statusCode());

    String once = "/v2/shop/api/blobs/uploads/?digest=" + digest("xyz");
    assertEquals(201, send("POST", once, "xyz").statusCode());
    HttpResponse<String> head = send("HEAD", "/v2/shop/api/blobs/" + digest, "");
    assertEquals("6", head.headers().firstValue("Content-Length").orElseThrow());
    assertEquals("abcdef", send("GET", "/v2/shop/api/blobs/" + digest, "").body());

    String mount = "/v2/shop/web/blobs/uploads/?mount=" + digest + "&from=shop/api";
    assertEquals(201, send("POST", mount, "").statusCode());
    assertEquals(200, send("HEAD", "/v2/shop/web/blobs/" + digest, "").statusCode());
  }

  @Test
  public void refusesWhatIsNotWhatItSays() throws Exception {
    String session = location(send("POST", "/v2/shop/api/blobs/uploads/", ""));
    HttpResponse<String> wrong = send("PUT", session + "?digest=" + digest("other"), "abc");
    assertEquals(400, wrong.statusCode());
    assertTrue(wrong.body(), wrong.body().contains("DIGEST_INVALID"));
    assertEquals(404, send("PATCH", session, "abc").statusCode());

    HttpResponse<String> unknown =
        send(
            "PUT",
            "/v2/shop/api/manifests/1",
            "{\"layers\":[{\"digest\":\"" + digest("never sent") + "\"}]}");
    assertTrue(unknown.body(), unknown.body().contains("MANIFEST_BLOB_UNKNOWN"));
    assertEquals(404, send("GET", "/v2/shop/api/manifests/1", "").statusCode());
    assertEquals(400, send("GET", "/v2/Shop/api/manifests/1", "").statusCode());
    assertNotEquals(200, send("GET", "/v2/shop/../../etc/blobs/passwd", "").statusCode());
  }

  @Test
  public void keepsImagesButForgetsWhoPushedThem() throws Exception {
    java.nio.file.Path directory = folder.newFolder().toPath();
    String manifest = "{\"layers\":[]}";
    try (RegistryServer first = new EmbeddedRegistry(directory, "t0ken")) {
      assertEquals(201, send(first, "PUT", "/v2/shop/api/manifests/1", manifest).statusCode());
      assertTrue(first.pushedInThisRun(digest(manifest)));
    }
    try (RegistryServer second = new EmbeddedRegistry(directory, "t0ken")) {
      assertEquals(manifest, send(second, "GET", "/v2/shop/api/manifests/1", "").body());
      assertEquals(false, second.pushedInThisRun(digest(manifest)));
    }
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    return send(registry, method, path, body, headers);
  }

  private HttpResponse<String> send(
      RegistryServer server, String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.uri() + path))
            .method(method, BodyPublishers.ofString(body))
            .header("Authorization", "Bearer t0ken");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String location(HttpResponse<String> answer) {
    assertEquals(202, answer.statusCode());
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static String digest(String text) {
    return "sha256:"
        + HexFormat.of()
            .formatHex(ContentStore.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
