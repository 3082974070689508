package io.jenkins.plugins.paas.image.registry;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.embedded.platform.registry.EmbeddedRegistry;
import io.jenkins.embedded.platform.registry.RegistryServer;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The client against a registry with content rules, and against one that fails as told. */
public class RegistryClientTest {

  private static final String MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void pushesAndReadsBackWithBasicAuthentication() throws Exception {
    try (RegistryServer server = new EmbeddedRegistry(folder.newFolder().toPath(), "t0ken");
        RegistryClient client = client(server.uri().toString(), "t0ken")) {
      pushAndReadBack(server, client);
    }
  }

  @Test
  public void pushesAndReadsBackWithATokenService() throws Exception {
    try (RegistryServer server =
            EmbeddedRegistry.withTokenService(folder.newFolder().toPath(), "t0ken");
        RegistryClient client = client(server.uri().toString(), "t0ken")) {
      pushAndReadBack(server, client);
    }
  }

  private void pushAndReadBack(RegistryServer server, RegistryClient client) throws Exception {
    client.ping();
    assertEquals(Optional.empty(), client.manifest("shop/api", "1"));
    assertEquals(List.of(), client.tags("shop/api"));

    Manifest manifest = push(client);
    client.tag("shop/api", manifest, "1");
    client.tag("shop/api", manifest, "2");

    assertEquals(manifest.digest(), client.manifest("shop/api", "1").orElseThrow().digest());
    assertEquals(
        manifest.digest(), client.manifest("shop/api", manifest.digest()).orElseThrow().digest());
    assertEquals(List.of("1", "2"), client.tags("shop/api"));
    assertTrue(client.blobExists("shop/api", manifest.layers().get(0)));
    assertFalse(client.blobExists("shop/other", manifest.layers().get(0)));
    assertTrue(server.pushedInThisRun(manifest.digest()));
    assertFalse(server.pushedInThisRun("sha256:" + "0".repeat(64)));
  }

  private Manifest push(RegistryClient client) throws Exception {
    String layer = upload(client, "layer");
    String config = upload(client, "{}");
    String json =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"%s\",\"size\":2},\"layers\":[{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\",\"digest\":\"%s\",\"size\":5}]}"
            .formatted(MEDIA_TYPE, config, layer);
    return Manifest.read(MEDIA_TYPE, json.getBytes(StandardCharsets.UTF_8));
  }

  private String upload(RegistryClient client, String text) throws Exception {
    Path file = folder.newFile().toPath();
    Files.writeString(file, text);
    String digest = Manifest.digestOf(text.getBytes(StandardCharsets.UTF_8));
    client.uploadBlob("shop/api", digest, file);
    return digest;
  }

  @Test
  public void callsAtTheSameTimeDoNotTakeEachOthersTokens() throws Exception {
    try (RegistryServer basic = new EmbeddedRegistry(folder.newFolder().toPath(), "t0ken");
        RegistryServer tokens =
            EmbeddedRegistry.withTokenService(folder.newFolder().toPath(), "t0ken")) {
      for (RegistryServer server : List.of(basic, tokens)) {
        try (RegistryClient client = client(server.uri().toString(), "t0ken")) {
          IntStream.range(0, 16).parallel().forEach(i -> uploadThere(client, i));
          assertTrue(client.blobExists("shop/a1", Manifest.digestOf(new byte[] {7})));
        }
      }
    }
  }

  private static void uploadThere(RegistryClient client, int number) {
    try {
      client.uploadBlob("shop/a" + number % 4, new byte[] {(byte) (number / 4), 1});
      client.uploadBlob("shop/a" + number % 4, new byte[] {7});
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("upload " + number, e);
    }
  }

  @Test
  public void aWrongPasswordIsNamedWithWhatToDo() throws Exception {
    try (RegistryServer server = new EmbeddedRegistry(folder.newFolder().toPath(), "t0ken");
        RegistryClient client = client(server.uri().toString(), "s3cret-wrong")) {
      String message = assertThrows(RegistryFailure.class, client::ping).getMessage();
      assertTrue(message, message.contains("refuses user 'paas'"));
      assertTrue(message, message.contains("credentialsId"));
      assertFalse(message, message.contains("s3cret-wrong"));
    }
    try (RegistryServer server =
            EmbeddedRegistry.withTokenService(folder.newFolder().toPath(), "t0ken");
        RegistryClient client = client(server.uri().toString(), "s3cret-wrong")) {
      String message = assertThrows(RegistryFailure.class, client::ping).getMessage();
      assertTrue(message, message.contains("token service"));
    }
  }

  @Test
  public void aWrongDigestIsRefusedByTheRegistryAndByTheClient() throws Exception {
    try (RegistryServer server = new EmbeddedRegistry(folder.newFolder().toPath(), "t0ken");
        RegistryClient client = client(server.uri().toString(), "t0ken");
        FaultyServer changed =
            FaultyServer.start(
                request ->
                    FaultyServer.answer(200, "{\"layers\":[]}", "Content-Type", MEDIA_TYPE));
        RegistryClient betrayed = client(changed.uri().toString(), "t0ken")) {
      Path file = folder.newFile().toPath();
      Files.writeString(file, "other");
      String wrong = "sha256:" + "a".repeat(64);
      IOException refused =
          assertThrows(IOException.class, () -> client.uploadBlob("shop/api", wrong, file));
      assertTrue(refused.getMessage(), refused.getMessage().contains("DIGEST_INVALID"));
      assertFalse(client.blobExists("shop/api", wrong));

      String message =
          assertThrows(RegistryFailure.class, () -> betrayed.manifest("shop/api", wrong))
              .getMessage();
      assertTrue(message, message.contains("changes content"));
    }
  }

  @Test
  public void repeatsWhatPassesAndNothingElse() throws Exception {
    try (RegistryServer server = new EmbeddedRegistry(folder.newFolder().toPath(), "t0ken");
        RegistryClient direct = client(server.uri().toString(), "t0ken")) {
      Manifest manifest = push(direct);
      direct.tag("shop/api", manifest, "1");
      try (FaultyServer faulty = FaultyServer.inFrontOf(server.uri());
          RegistryClient client = client(faulty.uri().toString(), "t0ken")) {
        faulty.then(FaultyServer.answer(500, "{}"), FaultyServer.resetBefore());
        assertEquals(manifest.digest(), client.manifest("shop/api", "1").orElseThrow().digest());

        faulty.then(FaultyServer.answer(403, "{}"));
        long before = faulty.requests().size();
        String message =
            assertThrows(RegistryFailure.class, () -> client.manifest("shop/api", "1"))
                .getMessage();
        assertTrue(message, message.contains("denies manifest shop/api:1 (403)"));
        assertEquals(before + 1, faulty.requests().size());
      }
    }
  }

  @Test
  public void readsTagsPageByPage() throws Exception {
    try (RegistryServer server = new EmbeddedRegistry(folder.newFolder().toPath(), "t0ken");
        FaultyServer paging = FaultyServer.start(RegistryClientTest::page);
        RegistryClient client = client(paging.uri().toString(), "t0ken")) {
      assertEquals(List.of("1", "2", "3"), client.tags("shop/api"));
      assertTrue(server.description(), server.description().contains("stand-in"));
    }
  }

  private static FaultyServer.Fault page(FaultyServer.Request request) {
    return request.path().contains("last=2")
        ? FaultyServer.answer(200, "{\"tags\":[\"3\"]}")
        : FaultyServer.answer(
            200,
            "{\"tags\":[\"1\",\"2\"]}",
            "Link",
            "</v2/shop/api/tags/list?n=2&last=2>; rel=\"next\"");
  }

  @Test
  public void whatIsNotThereOrNoRegistryIsSaid() throws Exception {
    try (FaultyServer other = FaultyServer.start();
        RegistryClient client = client(other.uri().toString(), "t0ken")) {
      String message = assertThrows(RegistryFailure.class, client::ping).getMessage();
      assertTrue(message, message.contains("is no registry"));
    }
    try (RegistryClient client = client("http://127.0.0.1:1", "t0ken")) {
      HttpFailure failure = assertThrows(HttpFailure.class, client::ping);
      assertTrue(failure.getMessage(), failure.getMessage().contains("http://127.0.0.1:1/v2/"));
    }
  }

  @Test
  public void hostsAreNormalised() {
    assertEquals("docker.io", RegistryHost.of("https://index.docker.io/v1/").name());
    assertEquals("https://registry-1.docker.io", RegistryHost.of("docker.io").uri().toString());
    assertEquals("library/busybox", RegistryHost.of("docker.io").repository("busybox"));
    assertEquals("me/busybox", RegistryHost.of("docker.io").repository("me/busybox"));
    assertEquals("busybox", RegistryHost.of("reg.example").repository("busybox"));
    assertEquals("http://127.0.0.1:5000", RegistryHost.of("127.0.0.1:5000").uri().toString());
    assertEquals("https://reg.example", RegistryHost.of("reg.example").uri().toString());
    assertTrue(RegistryHost.of("http://reg.example:5000/").isPlainHttp());
    for (String bad : new String[] {"", "http://", "a b", "user:pw@host", "--host"}) {
      assertThrows(bad, IllegalArgumentException.class, () -> RegistryHost.of(bad));
    }
  }

  private static RegistryClient client(String uri, String password) {
    return RegistryClient.of(
        RegistryHost.of(uri), new RegistryCredential(RegistryServer.USER, () -> password));
  }
}
