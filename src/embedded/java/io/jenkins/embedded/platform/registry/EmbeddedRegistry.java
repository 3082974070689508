package io.jenkins.embedded.platform.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A stand-in for an OCI registry, in this JVM, on a free port of loopback. Push, pull, upload
 * sessions, cross-repository mount, tags; content is verified by digest and streamed to disk.
 */
public final class EmbeddedRegistry implements RegistryServer {

  private static final Logger LOGGER = Logger.getLogger(EmbeddedRegistry.class.getName());

  private final HttpServer server;
  private final ExecutorService threads;
  private final RegistryRoutes routes;
  private final RegistryGuard guard;
  private final PlainHttpGate gate;
  private final URI uri;

  /**
   * Starts with HTTP Basic.
   *
   * @param directory where images are kept; made if absent
   * @param token the password of {@link RegistryServer#USER}
   */
  public EmbeddedRegistry(Path directory, String token) throws IOException {
    this(directory, token, false);
  }

  private EmbeddedRegistry(Path directory, String token, boolean tokenService) throws IOException {
    routes = new RegistryRoutes(new ContentStore(directory));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 64);
    threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "embedded-registry");
              thread.setDaemon(true);
              return thread;
            });
    gate = new PlainHttpGate(server.getAddress(), threads);
    uri = URI.create("http://127.0.0.1:" + gate.port());
    guard = new RegistryGuard(token, tokenService ? uri + "/token" : null);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Starts one that hands out bearer tokens at {@code /token}, as public registries do. */
  public static EmbeddedRegistry withTokenService(Path directory, String token) throws IOException {
    return new EmbeddedRegistry(directory, token, true);
  }

  private void handle(HttpExchange http) {
    RegistryExchange exchange = new RegistryExchange(http);
    try {
      exchange.with("Docker-Distribution-Api-Version", "registry/2.0");
      if (guard.admits(exchange)) {
        routes.answer(exchange);
      }
    } catch (RegistryError e) {
      answerError(exchange, e);
    } catch (IOException e) {
      LOGGER.log(Level.FINE, "the client left during " + http.getRequestURI(), e);
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "embedded registry, " + http.getRequestURI(), e);
      answerError(exchange, new RegistryError(500, "UNKNOWN", e.toString()));
    } finally {
      http.close();
    }
  }

  private static void answerError(RegistryExchange exchange, RegistryError error) {
    try {
      exchange.error(error);
    } catch (IOException e) {
      LOGGER.log(Level.FINE, "the client left before its answer", e);
    }
  }

  @Override
  public URI uri() {
    return uri;
  }

  @Override
  public String description() {
    return "stand-in for an OCI registry at " + uri;
  }

  @Override
  public boolean pushedInThisRun(String digest) {
    return routes.pushed(digest);
  }

  @Override
  public void close() {
    gate.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
