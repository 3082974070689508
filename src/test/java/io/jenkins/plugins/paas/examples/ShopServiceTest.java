package io.jenkins.plugins.paas.examples;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The sample service as its own build makes it. */
public class ShopServiceTest {

  private static final Path SOURCE = Path.of("examples/shop/api");

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private final HttpClient http = HttpClient.newHttpClient();
  private Process service;
  private Path log;
  private int port;

  @Before
  public void buildAndStart() throws Exception {
    Path copy = folder.newFolder().toPath();
    run("cp", "-r", SOURCE.resolve("src").toString(), SOURCE + "/build.sh", copy.toString());
    run(copy.resolve("build.sh").toString());
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    log = folder.newFile("service.log").toPath();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(java, "-jar", copy.resolve("target/api.jar").toString());
    builder.environment().put("POD_IP", "127.0.0.1");
    builder.environment().put("PORT", Integer.toString(port));
    service = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Await.until(
        Duration.ofSeconds(20),
        () -> Files.readString(log),
        text -> text.contains("listening on"),
        () -> "the service should start");
  }

  @After
  public void stop() throws Exception {
    service.destroyForcibly().waitFor();
  }

  @Test
  public void answersAndLogsJsonAndEndsWithZero() throws Exception {
    assertEquals("{\"status\":\"up\"}", send("GET", "/healthz").body());
    assertEquals(200, send("POST", "/log?nonce=abc-123").statusCode());
    assertEquals(400, send("POST", "/log?nonce=a%22b").statusCode());
    assertEquals(201, send("POST", "/orders?product=tea").statusCode());
    assertEquals(404, send("POST", "/orders?product=gold").statusCode());
    HttpResponse<String> metrics = send("GET", "/metrics");
    assertTrue(metrics.body(), metrics.body().contains("\nshop_orders_total 1\n"));
    assertTrue(
        metrics.headers().firstValue("Content-Type").orElse("").startsWith("text/plain; version="));

    service.destroy();
    assertTrue(service.waitFor(10, TimeUnit.SECONDS));
    assertEquals(0, service.exitValue());
    boolean nonce = false;
    for (String line : Files.readAllLines(log)) {
      JsonNode json = new ObjectMapper().readTree(line);
      assertTrue(line, json.has("@timestamp") && json.has("level") && json.has("message"));
      nonce |= json.path("nonce").asText().equals("abc-123");
    }
    assertTrue("the nonce is in the log", nonce);
  }

  @Test
  public void crashesWithThree() throws Exception {
    assertEquals(202, send("POST", "/crash").statusCode());
    assertTrue(service.waitFor(10, TimeUnit.SECONDS));
    assertEquals(3, service.exitValue());
  }

  private HttpResponse<String> send(String method, String path)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(output, 0, process.waitFor());
  }
}
