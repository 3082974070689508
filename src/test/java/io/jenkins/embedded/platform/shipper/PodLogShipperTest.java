package io.jenkins.embedded.platform.shipper;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.logging.elastic.AssetRequest;
import io.jenkins.plugins.paas.logging.elastic.ElasticApi;
import io.jenkins.plugins.paas.logging.elastic.LogAssets;
import io.jenkins.plugins.paas.logging.elastic.LogTarget;
import io.jenkins.plugins.paas.testing.Await;
import io.jenkins.plugins.paas.testing.SharedOpenSearch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PodLogShipperTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private final String target = "logs-" + UUID.randomUUID().toString().substring(0, 8) + "-ship";
  private HttpCaller caller;
  private Path pods;
  private Path log;

  @Before
  public void start() throws Exception {
    caller = HttpCaller.to(HttpEndpoint.at(SharedOpenSearch.uri()).build());
    pods = Files.createDirectory(folder.getRoot().toPath().resolve("pods"));
    log = pods.resolve("shop-staging_api-1_api.log");
  }

  @After
  public void stop() {
    if (caller != null) {
      caller.close();
    }
  }

  private PodLogShipper shipper() throws Exception {
    return new PodLogShipper(
        pods,
        caller.endpoint().baseUri(),
        (namespace, pod) -> pod.startsWith("api") ? Optional.of(target) : Optional.empty());
  }

  private void makeTarget() throws Exception {
    ElasticApi api = new ElasticApi(caller);
    new LogAssets(AssetRequest.of(new LogTarget(target), null, null)).ensure(api, api.product());
  }

  private void write(Path file, String text) throws Exception {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private JsonNode awaitHits(int count) throws Exception {
    return Await.until(
        LIMIT,
        () ->
            caller
                .send(
                    HttpCall.get(target, "_search").query("sort", "@timestamp").query("size", 2000))
                .json()
                .path("hits"),
        hits -> hits.path("total").path("value").asInt() >= count,
        () -> count + " lines must arrive");
  }

  @Test
  public void linesBecomeDocumentsOnce() throws Exception {
    write(log, "{\"@timestamp\":\"2026-11-23T00:00:00Z\",\"message\":\"hello\"}\nplain text\nhalf");
    write(pods.resolve("other_web-1_web.log"), "goes nowhere\n");
    try (PodLogShipper shipper = shipper()) {
      // the target comes later than the lines, and the files keep them
      makeTarget();
      JsonNode hits = awaitHits(2);
      JsonNode first = hits.at("/hits/0/_source");
      assertEquals("hello", first.path("message").asText());
      assertEquals("shop-staging", first.at("/kubernetes/namespace").asText());
      assertEquals("api-1", first.at("/kubernetes/pod").asText());
      assertEquals("plain text", hits.at("/hits/1/_source/message").asText());
      Await.until(LIMIT, shipper::shipped, n -> n == 2, () -> "two lines are stored");
    }
    write(log, " a line\n");
    try (PodLogShipper again = shipper()) {
      awaitHits(3);
      assertEquals("it resumed where it was", 1, again.shipped());
    }
    assertEquals(3, awaitHits(3).path("total").path("value").asInt());
  }

  @Test
  public void restartedContainerLosesNoLine() throws Exception {
    makeTarget();
    write(log, "before\n");
    try (PodLogShipper shipper = shipper()) {
      awaitHits(1);
      write(log, "last words\n");
      Files.move(log, pods.resolve("shop-staging_api-1_api.previous"));
      write(log, "a longer line of the new container than those before\n");
      awaitHits(3);
      assertEquals(3, shipper.shipped());
    }
  }

  @Test
  public void rejectedLineIsKeptAsideAndTheRestGoesOn() throws Exception {
    makeTarget();
    try (PodLogShipper shipper = shipper()) {
      write(log, "{\"@timestamp\":\"yesterday\"}\nfine\n");
      awaitHits(1);
      Await.until(LIMIT, shipper::rejections, r -> !r.isEmpty(), () -> "one line is rejected");
      String rejection = shipper.rejections().get(0);
      assertTrue(
          rejection,
          rejection.startsWith("shop-staging/api-1: failed to parse field [@timestamp]"));
    }
  }

  @Test
  public void manyLinesGoInBoundedBatches() throws Exception {
    makeTarget();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1500; i++) {
      lines.append("line ").append(i).append(" ").append("x".repeat(500)).append('\n');
    }
    write(log, lines.toString());
    try (PodLogShipper shipper = shipper()) {
      awaitHits(1500);
      assertEquals(1500, shipper.shipped());
    }
  }
}
