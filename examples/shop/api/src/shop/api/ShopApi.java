package shop.api;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The shop's API: a web service without any framework. Listens on {@code POD_IP:PORT}. */
public final class ShopApi {

  private ShopApi() {}

  /** Serves until SIGTERM, then answers what is under way and exits with 0. */
  public static void main(String[] args) throws IOException {
    Map<String, String> environment = System.getenv();
    String host = environment.getOrDefault("POD_IP", "0.0.0.0");
    int port = Integer.parseInt(environment.getOrDefault("PORT", "8080"));
    JsonLog log = new JsonLog(System.out, environment.getOrDefault("LOG_LEVEL", "info"));
    Metrics metrics = new Metrics();

    InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
    HttpServer server;
    try {
      server = HttpServer.create(address, 64);
    } catch (IOException e) {
      log.write("error", "cannot listen on " + host + ":" + port + ": " + e.getMessage());
      System.exit(1);
      return;
    }
    ExecutorService workers = Executors.newFixedThreadPool(4);
    server.setExecutor(workers);
    new Routes(metrics, log, environment.getOrDefault("SHOP_CURRENCY", "EUR")).addTo(server);

    Thread stop =
        new Thread(
            () -> {
              log.write("info", "stopping");
              server.stop(1);
              workers.shutdown();
              log.write("info", "stopped");
              // A JVM ends with 143 after SIGTERM; a stop that was asked for is no failure.
              Runtime.getRuntime().halt(0);
            },
            "stop");
    server.start();
    Runtime.getRuntime().addShutdownHook(stop);
    log.write("info", "listening on " + host + ":" + port);
  }
}
