package io.jenkins.plugins.paas.image.build;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import io.jenkins.plugins.paas.image.registry.RegistryFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Shows jib repositories of our registry on loopback. Behind each is the suite's own client, with
 * its CA, its proxy and its password, none of which jib would take. Others on the machine cannot
 * guess the names that they have here. Ends with the build, and then nothing of it runs on.
 */
final class RegistryRelay implements AutoCloseable {

  /** Answers for one repository. */
  interface Repository {

    /**
     * @param path behind the repository's name, such as {@code manifests/1.0}
     * @throws RegistryFailure, HttpFailure, BuildFailure what the build fails for
     * @throws IOException when jib has gone away
     */
    void answer(HttpExchange exchange, String path) throws IOException, InterruptedException;
  }

  private static final String VERSION = "/v2/";
  private static final int GONE = 404;
  private static final int BAD_GATEWAY = 502; // jib asks once
  private static final int SECONDS_TO_END = 10;

  private final Map<String, Repository> shown = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(RegistryRelay::thread);
  private final HttpServer server;
  private final PlainFront front;
  private volatile IOException failure;

  private RegistryRelay() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    front = PlainFront.of(server.getAddress().getPort(), threads);
  }

  static RegistryRelay start() throws IOException {
    return new RegistryRelay();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "paas-registry-relay");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Opens a repository.
   *
   * @return what jib is to call it
   */
  String show(String repository, Repository behind) {
    String name = UUID.randomUUID() + "/" + repository;
    shown.put(VERSION + name + "/", behind);
    return authority() + "/" + name;
  }

  /** Host and port. */
  String authority() {
    return "127.0.0.1:" + front.port();
  }

  /** What works behind it; ends with it. */
  ExecutorService threads() {
    return threads;
  }

  /** What the registry refused first, or {@code null}: jib tells about this relay only. */
  IOException failure() {
    return failure;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        route(exchange, exchange.getRequestURI().getPath());
      } catch (RegistryFailure | HttpFailure | BuildFailure e) {
        failed(e);
        if (exchange.getResponseCode() >= 0) {
          throw e; // in the middle of an answer: the server drops the connection
        }
        exchange.sendResponseHeaders(BAD_GATEWAY, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the build has ended
    }
  }

  private void route(HttpExchange exchange, String path) throws IOException, InterruptedException {
    for (Map.Entry<String, Repository> one : shown.entrySet()) {
      if (path.startsWith(one.getKey())) {
        one.getValue().answer(exchange, path.substring(one.getKey().length()));
        return;
      }
    }
    exchange.sendResponseHeaders(path.equals(VERSION) ? 200 : GONE, -1);
  }

  private synchronized void failed(IOException e) {
    failure = failure == null ? e : failure;
  }

  @Override
  public void close() throws IOException {
    front.close();
    server.stop(0);
    threads.shutdownNow();
    try {
      threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
