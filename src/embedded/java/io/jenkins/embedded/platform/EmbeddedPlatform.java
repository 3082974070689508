package io.jenkins.embedded.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.embedded.platform.gate.EmbeddedGate;
import io.jenkins.embedded.platform.kube.EmbeddedKubernetes;
import io.jenkins.embedded.platform.opensearch.OpenSearchProcess;
import io.jenkins.embedded.platform.prometheus.PrometheusServer;
import io.jenkins.embedded.platform.registry.RegistryServer;
import io.jenkins.embedded.platform.runtime.HttpRegistryAccess;
import io.jenkins.embedded.platform.shipper.PodLogShipper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The services of one run on loopback: registry, Kubernetes with its runtime, Prometheus,
 * OpenSearch with a shipper, Gate. Closing it, or the end of the JVM, ends them all.
 */
public final class EmbeddedPlatform implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String token = HexFormat.of().formatHex(randomBytes());
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final Consumer<String> say;
  private final Thread atExit = new Thread(this::closeAll, "embedded-platform-exit");
  private RegistryServer registry;
  private EmbeddedKubernetes kubernetes;
  private PrometheusServer prometheus;
  private EmbeddedGate gate;
  private OpenSearchProcess openSearch;

  private EmbeddedPlatform(Consumer<String> say) {
    this.say = say;
  }

  /**
   * Starts everything; returns when all of it answers.
   *
   * @param directory for files of the services; what an earlier run left there is cleaned up
   * @param say takes the lines that tell what is real and what stands in
   */
  public static EmbeddedPlatform start(Path directory, Consumer<String> say) throws IOException {
    EmbeddedPlatform platform = new EmbeddedPlatform(say);
    // before the first service: Ctrl-C may come while they start
    Runtime.getRuntime().addShutdownHook(platform.atExit);
    try {
      platform.startAll(Files.createDirectories(directory.toAbsolutePath()));
      return platform;
    } catch (IOException | RuntimeException e) {
      platform.close();
      throw e;
    }
  }

  private void startAll(Path directory) throws IOException {
    // OpenSearch takes longest, so it starts first and is waited for last
    CompletableFuture<OpenSearchProcess> search =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return keep(new OpenSearchProcess(directory.resolve("opensearch")));
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
    registry = keep(RegistryServer.start(directory.resolve("registry"), token));
    say.accept(registry.description());
    kubernetes =
        keep(
            new EmbeddedKubernetes(
                directory.resolve("cluster"),
                token,
                new HttpRegistryAccess(RegistryServer.USER, token, registry::pushedInThisRun)));
    say.accept(kubernetes.announcement());
    prometheus = keep(PrometheusServer.start(directory.resolve("prometheus")));
    say.accept(prometheus.description());
    gate = keep(new EmbeddedGate(kubernetes.uri(), token, token));
    say.accept(gate.announcement());
    openSearch = await(search);
    say.accept(openSearch.description());
    keep(
        new PodLogShipper(
            directory.resolve("cluster/pods"),
            openSearch.uri(),
            new AnnotatedLogTargets(kubernetes.uri(), token)));
    say.accept("log shipper stand-in: pods' lines go to OpenSearch");
  }

  private OpenSearchProcess await(CompletableFuture<OpenSearchProcess> search) throws IOException {
    for (int waited = 0; ; waited += 3) {
      try {
        return search.get(3, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        say.accept("OpenSearch is starting (" + (waited + 3) + " s)");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while OpenSearch started", e);
      } catch (java.util.concurrent.ExecutionException e) {
        throw new IOException("OpenSearch did not start: " + e.getCause().getMessage(), e);
      }
    }
  }

  /** Adds an application and a pipeline definition to Gate. */
  public void pipeline(Path definition) throws IOException {
    JsonNode pipeline = JSON.readTree(definition.toFile());
    gate.application(pipeline.path("application").asText(), "shop@example.com");
    gate.pipeline(pipeline);
  }

  /** Writes configuration as code that names these services, with this run's tokens (0600). */
  public void writeConfiguration(Path file) throws IOException {
    new PlatformsFile()
        .target("registry", registry.uri(), Map.of("credentialsId", "embedded-registry"))
        .target("cluster", kubernetes.uri(), Map.of("credentialsId", "embedded-token"))
        .target(
            "prometheus",
            prometheus.uri(),
            Map.of(
                "registration",
                Map.of(
                    "fileSd",
                    Map.of(
                        "directory",
                        prometheus.targetsDirectory().toString(),
                        "rulesDirectory",
                        prometheus.rulesDirectory().toString()))))
        .target("elastic", openSearch.uri(), Map.of())
        .target("spinnaker", gate.uri(), Map.of("credentialsId", "embedded-token"))
        .userPassword("embedded-registry", RegistryServer.USER, token)
        .secretText("embedded-token", token)
        .write(file);
  }

  public URI registry() {
    return registry.uri();
  }

  public URI kubernetes() {
    return kubernetes.uri();
  }

  /** The secret of this run, for every service that asks for one. */
  public String token() {
    return token;
  }

  private synchronized <T extends AutoCloseable> T keep(T service) {
    started.push(service);
    return service;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      return; // the JVM is ending, and the hook closes everything
    }
    closeAll();
  }

  private synchronized void closeAll() {
    while (!started.isEmpty()) {
      AutoCloseable service = started.pop();
      try {
        service.close();
      } catch (Exception e) {
        say.accept(service.getClass().getSimpleName() + " did not end cleanly: " + e.getMessage());
      }
    }
  }

  private static byte[] randomBytes() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
