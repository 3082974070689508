package io.jenkins.embedded.platform.prometheus;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One target of the stand-in: scrapes really, and words its errors as Prometheus does. */
final class ScrapedTarget {

  private static final int TIMEOUT_MILLIS = 2000;
  private static final int MAX_BYTES = 8 << 20;

  final String address;
  final Map<String, String> discoveredLabels;
  private volatile String health = "unknown";
  private volatile Instant lastScrape;
  private volatile String lastError = "";
  private volatile double seconds;
  private volatile List<Exposition.Sample> samples = List.of();

  ScrapedTarget(String address, Map<String, String> discoveredLabels) {
    this.address = address;
    this.discoveredLabels = discoveredLabels;
  }

  String url() {
    return discoveredLabels.getOrDefault("__scheme__", "http")
        + "://"
        + address
        + discoveredLabels.getOrDefault("__metrics_path__", "/metrics");
  }

  /** After relabelling: what begins with two underscores is gone, instance is the address. */
  Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("instance", address);
    discoveredLabels.forEach(
        (name, value) -> {
          if (!name.startsWith("__")) {
            labels.put(name, value);
          }
        });
    return labels;
  }

  void scrape() {
    long started = System.nanoTime();
    Instant at = Instant.now();
    try {
      samples = Exposition.parse(read());
      lastError = "";
      health = "up";
    } catch (IOException | RuntimeException e) {
      samples = List.of();
      lastError = wording(e);
      health = "down";
    }
    seconds = (System.nanoTime() - started) / 1e9;
    lastScrape = at;
  }

  private String read() throws IOException {
    URL url = URI.create(url()).toURL();
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setRequestProperty("Accept", "text/plain;version=0.0.4");
    try {
      int status = connection.getResponseCode();
      if (status != 200) {
        throw new StatusException(status, connection.getResponseMessage());
      }
      try (var body = connection.getInputStream()) {
        return new String(body.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
      }
    } finally {
      connection.disconnect();
    }
  }

  private static final class StatusException extends IOException {
    private static final long serialVersionUID = 1L;

    StatusException(int status, String reason) {
      super("server returned HTTP status " + status + (reason == null ? "" : " " + reason));
    }
  }

  private String wording(Exception e) {
    if (e instanceof SocketTimeoutException) {
      return "Get \"" + url() + "\": context deadline exceeded";
    }
    if (e instanceof ConnectException) {
      return "Get \"" + url() + "\": dial tcp " + address + ": connect: connection refused";
    }
    return e instanceof StatusException || e instanceof IllegalArgumentException
        ? e.getMessage()
        : "Get \"" + url() + "\": " + e.getMessage();
  }

  /** As {@code /api/v1/targets} has it. */
  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("discoveredLabels", discoveredLabels);
    json.put("labels", labels());
    json.put("scrapePool", discoveredLabels.get("job"));
    json.put("scrapeUrl", url());
    json.put("globalUrl", url());
    json.put("lastError", lastError);
    json.put("lastScrape", lastScrape == null ? "0001-01-01T00:00:00Z" : lastScrape.toString());
    json.put("lastScrapeDuration", seconds);
    json.put("health", health);
    json.put("scrapeInterval", EmbeddedPrometheus.INTERVAL_SECONDS + "s");
    json.put("scrapeTimeout", TIMEOUT_MILLIS / 1000 + "s");
    return json;
  }

  /** What the last scrape found, with the target's own labels and {@code up}. */
  List<Exposition.Sample> samples() {
    if (lastScrape == null) {
      return List.of();
    }
    List<Exposition.Sample> all = new java.util.ArrayList<>();
    Map<String, String> up = new LinkedHashMap<>(Map.of("__name__", "up"));
    up.putAll(labels());
    all.add(new Exposition.Sample(up, "up".equals(health) ? 1 : 0));
    for (Exposition.Sample sample : samples) {
      Map<String, String> labels = new LinkedHashMap<>(sample.labels());
      // honor_labels is off: a clash is kept under another name
      labels()
          .forEach(
              (name, value) -> {
                String own = labels.put(name, value);
                if (own != null) {
                  labels.put("exported_" + name, own);
                }
              });
      all.add(new Exposition.Sample(labels, sample.value()));
    }
    return all;
  }
}
