package io.jenkins.plugins.paas.image.build;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.paas.core.ImageReference;
import io.jenkins.plugins.paas.image.registry.Manifest;
import io.jenkins.plugins.paas.image.registry.RegistryClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Shows jib one repository of our registry on loopback, read by the suite's own client: with its
 * CA, its proxy and its password, none of which jib would take. Others on the machine cannot guess
 * the name that it has here. Ends with the build.
 */
final class BaseImageRelay implements AutoCloseable {

  private static final String VERSION = "/v2/";
  private static final int GONE = 404;
  private static final int BAD_GATEWAY = 502;

  private final RegistryClient registry;
  private final ImageReference base;
  private final String secret = UUID.randomUUID().toString();
  private final HttpServer server;
  private final PlainFront front;
  private volatile IOException failure;

  private BaseImageRelay(
      RegistryClient registry, ImageReference base, HttpServer server, Executor threads)
      throws IOException {
    this.registry = registry;
    this.base = base;
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    front = PlainFront.of(server.getAddress().getPort(), threads);
  }

  /**
   * Starts it.
   *
   * @param base an image of that registry
   */
  static BaseImageRelay start(RegistryClient registry, ImageReference base, Executor threads)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    return new BaseImageRelay(registry, base, server, threads);
  }

  /** Host and port. */
  String authority() {
    return "127.0.0.1:" + front.port();
  }

  /** What jib is to call the base image. */
  String image() {
    String tag = base.tag() == null ? "" : ":" + base.tag();
    String digest = base.digest() == null ? "" : "@" + base.digest();
    return authority() + "/" + repository() + tag + digest;
  }

  /** Why the registry did not give it, or {@code null}. */
  IOException failure() {
    return failure;
  }

  private String repository() {
    return secret + "/" + base.repository();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String manifests = VERSION + repository() + "/manifests/";
      String blobs = VERSION + repository() + "/blobs/";
      if (path.equals(VERSION)) {
        exchange.sendResponseHeaders(200, -1);
      } else if (path.startsWith(manifests)) {
        manifest(exchange, path.substring(manifests.length()));
      } else if (path.startsWith(blobs)) {
        blob(exchange, path.substring(blobs.length()));
      } else {
        exchange.sendResponseHeaders(GONE, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the build has ended
    }
  }

  private void manifest(HttpExchange exchange, String reference)
      throws IOException, InterruptedException {
    Optional<Manifest> manifest;
    try {
      manifest = registry.manifest(base.repository(), reference);
      if (manifest.isEmpty()) {
        throw new BuildFailure(
            "Registry " + registry.host().name() + " has no base image " + base + ".");
      }
    } catch (IOException e) {
      failure = e;
      exchange.sendResponseHeaders(BAD_GATEWAY, -1);
      return;
    }
    byte[] bytes = manifest.get().bytes();
    exchange.getResponseHeaders().set("Content-Type", manifest.get().mediaType());
    exchange.getResponseHeaders().set("Docker-Content-Digest", manifest.get().digest());
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void blob(HttpExchange exchange, String digest) throws IOException, InterruptedException {
    try {
      registry.readBlob(
          base.repository(),
          digest,
          content -> {
            exchange.sendResponseHeaders(200, 0); // chunked: half a blob is no blob
            OutputStream out = exchange.getResponseBody();
            content.transferTo(out);
            return null;
          });
      exchange.getResponseBody().close();
    } catch (IOException e) {
      failure = e;
      throw e; // the server drops the connection
    }
  }

  @Override
  public void close() throws IOException {
    front.close();
    server.stop(0);
  }
}
