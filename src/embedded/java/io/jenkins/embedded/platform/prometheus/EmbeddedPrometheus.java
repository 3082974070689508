package io.jenkins.embedded.platform.prometheus;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.paas.core.yaml.YamlText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A stand-in for Prometheus: reads target files, scrapes really, and answers targets, build
 * information, rules, reload, and instant queries for a bare metric with label matchers. It keeps
 * the last scrape only, evaluates no rules (their health stays {@code unknown}) and answers any
 * other expression with 501.
 */
public final class EmbeddedPrometheus implements PrometheusServer {

  static final int INTERVAL_SECONDS = 1;

  private static final Logger LOGGER = Logger.getLogger(EmbeddedPrometheus.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrometheusDirectories directories;
  private final TargetFiles files;
  private final HttpServer server;
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1, this::thread);
  private final ExecutorService workers = Executors.newCachedThreadPool(this::thread);
  private final URI uri;
  private volatile List<Map<String, Object>> ruleGroups = List.of();

  /**
   * @param directory for target and rule files; those of an earlier run are removed
   */
  public EmbeddedPrometheus(Path directory) throws IOException {
    directories = PrometheusDirectories.in(directory);
    files = new TargetFiles(directories.targets());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 64);
    uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    server.setExecutor(workers);
    server.createContext("/", this::handle);
    server.start();
    clock.scheduleAtFixedRate(this::scrapeAll, 0, INTERVAL_SECONDS, TimeUnit.SECONDS);
  }

  private Thread thread(Runnable task) {
    Thread thread = new Thread(task, "embedded-prometheus");
    thread.setDaemon(true);
    return thread;
  }

  // a target that hangs must not hold up the others
  private void scrapeAll() {
    try {
      List<java.util.concurrent.Callable<Void>> scrapes = new ArrayList<>();
      for (ScrapedTarget target : files.targets()) {
        scrapes.add(
            () -> {
              target.scrape();
              return null;
            });
      }
      workers.invokeAll(scrapes);
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, "target files cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "scraping failed", e);
    }
  }

  private void handle(HttpExchange http) {
    try (http) {
      String path = http.getRequestURI().getPath();
      String method = http.getRequestMethod();
      switch (path) {
        case "/-/ready", "/-/healthy" -> send(http, 200, "text/plain", "stand-in is ready\n");
        case "/-/reload" -> reload(http, method);
        case "/api/v1/status/buildinfo" ->
            success(http, Map.of("version", "0-stand-in", "branch", "paas-embedded"));
        case "/api/v1/targets" -> success(http, targets());
        case "/api/v1/rules" -> success(http, Map.of("groups", ruleGroups));
        case "/api/v1/query" -> query(http);
        default -> error(http, 404, "not_found", "the stand-in has no " + path);
      }
    } catch (IOException e) {
      LOGGER.log(Level.FINE, "the client left", e);
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "embedded Prometheus, " + http.getRequestURI(), e);
    }
  }

  private Map<String, Object> targets() throws IOException {
    return Map.of(
        "activeTargets",
        files.targets().stream().map(ScrapedTarget::toJson).toList(),
        "droppedTargets",
        List.of());
  }

  private void query(HttpExchange http) throws IOException {
    String expression = parameter(http, "query");
    var selector = InstantSelector.parse(expression);
    if (selector.isEmpty()) {
      error(
          http,
          501,
          "not_implemented",
          "this stand-in for Prometheus answers bare metrics with label matchers alone");
      return;
    }
    List<Map<String, Object>> result = new ArrayList<>();
    double now = System.currentTimeMillis() / 1000.0;
    for (ScrapedTarget target : files.targets()) {
      for (Exposition.Sample sample : target.samples()) {
        if (selector.get().matches(sample)) {
          result.add(
              Map.of("metric", sample.labels(), "value", List.of(now, number(sample.value()))));
        }
      }
    }
    success(http, Map.of("resultType", "vector", "result", result));
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private void reload(HttpExchange http, String method) throws IOException {
    if (!"POST".equals(method) && !"PUT".equals(method)) {
      send(http, 405, "text/plain", "Only POST or PUT requests allowed\n");
      return;
    }
    try {
      List<Map<String, Object>> groups = new ArrayList<>();
      for (Path file : PrometheusDirectories.list(directories.rules(), ".yaml")) {
        groups.addAll(groups(file));
      }
      ruleGroups = groups;
      send(http, 200, "text/plain", "");
    } catch (IOException e) {
      send(http, 500, "text/plain", "failed to reload config: " + e.getMessage() + "\n");
    }
  }

  private static List<Map<String, Object>> groups(Path file) throws IOException {
    List<Map<String, Object>> groups = new ArrayList<>();
    Map<String, Object> document = YamlText.parse(Files.readString(file), file.toString());
    for (Object entry : (List<?>) document.getOrDefault("groups", List.of())) {
      Map<?, ?> group = (Map<?, ?>) entry;
      List<Map<String, Object>> rules = new ArrayList<>();
      for (Object one : (List<?>) group.get("rules")) {
        Map<?, ?> rule = (Map<?, ?>) one;
        boolean alert = rule.containsKey("alert");
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", rule.get(alert ? "alert" : "record"));
        json.put("query", rule.get("expr"));
        json.put("type", alert ? "alerting" : "recording");
        json.put("health", "unknown");
        json.put("lastEvaluation", "0001-01-01T00:00:00Z");
        rules.add(json);
      }
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("name", group.get("name"));
      json.put("file", file.toString());
      json.put("interval", INTERVAL_SECONDS);
      json.put("rules", rules);
      groups.add(json);
    }
    return groups;
  }

  private static String parameter(HttpExchange http, String name) throws IOException {
    String raw = http.getRequestURI().getRawQuery();
    if ("POST".equals(http.getRequestMethod())) {
      raw = new String(http.getRequestBody().readNBytes(1 << 20), StandardCharsets.UTF_8);
    }
    for (String pair : (raw == null ? "" : raw).split("&")) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  private static void success(HttpExchange http, Object data) throws IOException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", "success");
    body.put("data", data);
    send(http, 200, "application/json", JSON.writeValueAsString(body));
  }

  private static void error(HttpExchange http, int status, String type, String text)
      throws IOException {
    send(
        http,
        status,
        "application/json",
        JSON.writeValueAsString(Map.of("status", "error", "errorType", type, "error", text)));
  }

  private static void send(HttpExchange http, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    http.getResponseHeaders().set("Content-Type", type);
    http.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    http.getResponseBody().write(body);
  }

  @Override
  public URI uri() {
    return uri;
  }

  @Override
  public Path targetsDirectory() {
    return directories.targets();
  }

  @Override
  public Path rulesDirectory() {
    return directories.rules();
  }

  @Override
  public boolean isReal() {
    return false;
  }

  @Override
  public String description() {
    return "stand-in for Prometheus at " + uri;
  }

  @Override
  public void close() {
    server.stop(0);
    clock.shutdownNow();
    workers.shutdownNow();
  }
}
