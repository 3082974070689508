package io.jenkins.plugins.paas.image.registry;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.embedded.platform.registry.EmbeddedRegistry;
import io.jenkins.embedded.platform.registry.RegistryServer;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.http.FaultyServer.Fault;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import io.jenkins.plugins.paas.core.wait.Backoff;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is asked again and how often, counted by a proxy that fails as told. */
public class RegistryRetryTest {

  private static final String PATH = "/v2/shop/api/manifests/1";

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private RegistryServer server;
  private FaultyServer faulty;
  private RegistryClient client;
  private Manifest image;

  @Before
  public void start() throws Exception {
    server = new EmbeddedRegistry(folder.newFolder().toPath(), "t0ken");
    try (RegistryClient direct = client(server.uri())) {
      image = ImageContent.push(direct, "shop/api", "layer");
      direct.tag("shop/api", image, "1");
    }
    faulty = FaultyServer.inFrontOf(server.uri()).only(null, "/shop/");
    client = client(faulty.uri());
    client.ping(); // logs in, so that what follows is what was asked for
  }

  @After
  public void stop() throws Exception {
    client.close();
    faulty.close();
    server.close();
  }

  private static RegistryClient client(URI uri) {
    RegistryHost host = RegistryHost.of(uri.toString());
    return RegistryClient.of(
        host,
        new RegistryCredential(RegistryServer.USER, () -> "t0ken"),
        HttpEndpoint.at(host.uri()),
        new RegistryRetry(() -> new Backoff(Duration.ofMillis(2), Duration.ofMillis(20))));
  }

  private long read() throws Exception {
    assertEquals(image.digest(), client.manifest("shop/api", "1").orElseThrow().digest());
    return faulty.count("GET", PATH);
  }

  @Test
  public void twiceAServerErrorThenWell() throws Exception {
    faulty.then(FaultyServer.answer(500, "{}"), FaultyServer.answer(503, "{}"));
    assertEquals(3, read());
  }

  @Test
  public void aResetATimeOutAndATruncatedBody() throws Exception {
    faulty.then(
        FaultyServer.resetBefore(),
        FaultyServer.answer(408, "{}"),
        FaultyServer.truncated("{\"layers\":[]}"));
    assertEquals(4, read());
  }

  @Test
  public void aRateLimitIsWaitedForAsLongAsItSays() throws Exception {
    faulty.then(FaultyServer.answer(429, "{}", "Retry-After", "1"));
    long before = System.nanoTime();
    assertEquals(2, read());
    assertTrue(System.nanoTime() - before >= Duration.ofSeconds(1).toNanos());
  }

  @Test
  public void aLimitOfHoursIsReportedAtOnce() throws Exception {
    faulty.then(FaultyServer.answer(429, "{}", "Retry-After", "7200"));
    HttpFailure failure = assertThrows(HttpFailure.class, () -> client.manifest("shop/api", "1"));
    assertEquals(429, failure.status());
    assertEquals(1, faulty.count("GET", PATH));
  }

  @Test
  public void fiveTimesAndNoMore() throws Exception {
    faulty.then(many(FaultyServer.answer(502, "{\"why\":\"down\"}"), 20));
    HttpFailure failure = assertThrows(HttpFailure.class, () -> client.manifest("shop/api", "1"));
    assertEquals(502, failure.status());
    assertEquals(1 + RegistryRetry.MOST, faulty.count("GET", PATH));
  }

  @Test
  public void resetsFiveTimesAndNoMore() throws Exception {
    faulty.then(many(FaultyServer.resetBefore(), 20));
    HttpFailure failure = assertThrows(HttpFailure.class, () -> client.manifest("shop/api", "1"));
    assertEquals(HttpFailure.Kind.RESET, failure.kind());
    assertEquals(1 + RegistryRetry.MOST, faulty.count("GET", PATH));
  }

  @Test
  public void neverARequestThatIsWrongOrRefused() throws Exception {
    for (int status : new int[] {400, 403, 405, 501}) {
      long before = faulty.count("GET", PATH);
      faulty.then(FaultyServer.answer(status, "{}"));
      assertThrows(IOException.class, () -> client.manifest("shop/api", "1"));
      assertEquals("after " + status, before + 1, faulty.count("GET", PATH));
    }
    long before = faulty.count("GET", PATH);
    faulty.then(FaultyServer.answer(404, "{}"));
    assertTrue(client.manifest("shop/api", "1").isEmpty());
    assertEquals(before + 1, faulty.count("GET", PATH));
  }

  @Test
  public void neverARefusedLogin() throws Exception {
    // the second is the answer to the credential, sent once more since the first had a challenge
    String challenge = "Basic realm=\"registry\"";
    faulty.then(many(FaultyServer.answer(401, "{}", "WWW-Authenticate", challenge), 9));
    assertThrows(RegistryFailure.class, () -> client.manifest("shop/api", "1"));
    assertTrue("" + faulty.count("GET", PATH), faulty.count("GET", PATH) <= 2);
  }

  @Test
  public void aWrongDigestIsNotAskedForAgain() throws Exception {
    faulty.then(
        FaultyServer.answer(
            200,
            "{\"layers\":[]}",
            "Content-Type",
            ImageContent.MEDIA_TYPE,
            "Docker-Content-Digest",
            image.digest()));
    String message =
        assertThrows(RegistryFailure.class, () -> client.manifest("shop/api", "1")).getMessage();
    assertTrue(message, message.contains("changes content"));
    assertEquals(1, faulty.count("GET", PATH));
  }

  @Test
  public void anUploadIsBegunAnew() throws Exception {
    byte[] content = "another layer".getBytes(StandardCharsets.UTF_8);
    faulty.only("PUT", "/blobs/uploads/");
    faulty.then(
        FaultyServer.answer(500, "{}"), FaultyServer.resetAfter(), FaultyServer.resetBefore());
    client.uploadBlob("shop/api", content);
    assertEquals(4, faulty.count("PUT", "/blobs/uploads/"));
    assertEquals(4, faulty.count("POST", "/blobs/uploads/"));
    assertTrue(client.blobExists("shop/api", Manifest.digestOf(content)));
  }

  private static Fault[] many(Fault fault, int times) {
    return Collections.nCopies(times, fault).toArray(Fault[]::new);
  }
}
