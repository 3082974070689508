package shop.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the service answers. Thread-safe. */
final class Routes {

  private static final Pattern NONCE =
      Pattern.compile("(?:.*&)?nonce=([A-Za-z0-9._-]{1,128})(?:&.*)?");
  private static final Pattern PRODUCT = Pattern.compile("(?:.*&)?product=([a-z]{1,32})(?:&.*)?");
  private static final String JSON = "application/json";

  private final Metrics metrics;
  private final JsonLog log;
  private final String currency;
  private final Map<String, Integer> cents =
      new TreeMap<>(Map.of("tea", 320, "mug", 990, "cake", 450));

  Routes(Metrics metrics, JsonLog log, String currency) {
    this.metrics = metrics;
    this.log = log;
    this.currency = currency;
  }

  void addTo(HttpServer server) {
    route(server, "/healthz", "GET", this::health);
    route(
        server, "/metrics", "GET", query -> new Answer(200, Metrics.CONTENT_TYPE, metrics.text()));
    route(server, "/log", "POST", this::logNonce);
    route(server, "/products", "GET", query -> new Answer(200, JSON, products()));
    route(server, "/orders", "POST", this::order);
    server.createContext("/crash", this::crash);
  }

  private Answer health(String query) {
    return query.isEmpty() ? new Answer(200, JSON, "{\"status\":\"up\"}") : logNonce(query);
  }

  /** Writes the caller's nonce into the log, so that its arrival elsewhere can be proved. */
  private Answer logNonce(String query) {
    Matcher nonce = NONCE.matcher(query);
    if (!nonce.matches()) {
      return new Answer(400, JSON, "{\"error\":\"nonce must be 1 to 128 letters, digits, . _ -\"}");
    }
    log.write("info", "nonce " + nonce.group(1), Map.of("nonce", nonce.group(1)));
    return new Answer(200, JSON, "{\"status\":\"up\",\"nonce\":\"" + nonce.group(1) + "\"}");
  }

  private Answer order(String query) {
    Matcher product = PRODUCT.matcher(query);
    if (!product.matches() || !cents.containsKey(product.group(1))) {
      return new Answer(404, JSON, "{\"error\":\"no such product\"}");
    }
    metrics.countOrder();
    log.write("info", "ordered " + product.group(1), Map.of("product", product.group(1)));
    return new Answer(201, JSON, "{\"ordered\":\"" + product.group(1) + "\"}");
  }

  private String products() {
    StringBuilder json = new StringBuilder("[");
    cents.forEach(
        (name, price) ->
            json.append(json.length() > 1 ? "," : "")
                .append(
                    String.format(
                        Locale.ROOT,
                        "{\"name\":\"%s\",\"price\":\"%d.%02d %s\"}",
                        name,
                        price / 100,
                        price % 100,
                        currency)));
    return json.append("]").toString();
  }

  /** Ends the process as a fatal fault would: at once, with exit code 3. For tests. */
  private void crash(HttpExchange exchange) throws IOException {
    if (!"POST".equals(exchange.getRequestMethod())) {
      send(exchange, new Answer(405, JSON, "{\"error\":\"POST\"}"));
      return;
    }
    send(exchange, new Answer(202, JSON, "{\"status\":\"crashing\"}"));
    log.write("error", "crash was asked for");
    Runtime.getRuntime().halt(3);
  }

  private void route(HttpServer server, String path, String method, Handler handler) {
    server.createContext(
        path,
        exchange -> {
          String query = exchange.getRequestURI().getRawQuery();
          Answer answer;
          if (!path.equals(exchange.getRequestURI().getPath())) {
            answer = new Answer(404, JSON, "{\"error\":\"no such path\"}");
          } else if (!method.equals(exchange.getRequestMethod())) {
            answer = new Answer(405, JSON, "{\"error\":\"" + method + "\"}");
          } else {
            answer = handler.answer(query == null ? "" : query);
          }
          metrics.countRequest(path, answer.status);
          send(exchange, answer);
        });
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", answer.type);
    exchange.sendResponseHeaders(answer.status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private interface Handler {
    Answer answer(String query);
  }

  private record Answer(int status, String type, String body) {}
}
