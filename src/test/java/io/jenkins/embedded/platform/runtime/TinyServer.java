package io.jenkins.embedded.platform.runtime;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** What the tests' images run: answers its environment, or exits as it is told. */
public final class TinyServer {
  private TinyServer() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0 && arguments[0].equals("exit")) {
      System.out.println("giving up");
      System.exit(Integer.parseInt(arguments[1]));
    }
    String ip = System.getenv("POD_IP");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(ip, Integer.parseInt(System.getenv("PORT"))), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] answer = System.getenv().toString().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    System.out.println("listening on " + ip);
  }
}
