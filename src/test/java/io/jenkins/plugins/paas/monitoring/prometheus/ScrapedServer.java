package io.jenkins.plugins.paas.monitoring.prometheus;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An application with metrics at {@code /metrics}, for tests. */
public final class ScrapedServer implements AutoCloseable {

  private final HttpServer server;

  public ScrapedServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 8);
    byte[] metrics =
        "# TYPE orders counter\norders{product=\"tea\"} 3\n".getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          boolean found = exchange.getRequestURI().getPath().equals("/metrics");
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(found ? 200 : 404, found ? metrics.length : -1);
          if (found) {
            exchange.getResponseBody().write(metrics);
          }
          exchange.close();
        });
    server.start();
  }

  /** {@code host:port}. */
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** As a process of its own, which prints its address and ends with its standard input. */
  public static void main(String[] arguments) throws IOException {
    System.out.println(new ScrapedServer().address());
    System.in.transferTo(java.io.OutputStream.nullOutputStream());
    Runtime.getRuntime().halt(0);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
