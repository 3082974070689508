package io.jenkins.plugins.paas.monitoring.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One entry of {@code /api/v1/targets}.
 *
 * @param pool the scrape configuration that it belongs to
 * @param url what is scraped; empty for a dropped target
 * @param address {@code __address__} as discovered, before relabelling
 * @param health {@code up}, {@code down}, {@code unknown}, or {@code dropped}
 * @param lastScrape {@code null} before the first scrape
 * @param lastError empty when the last scrape succeeded
 * @param discoveredLabels before relabelling
 * @param labels after relabelling
 */
public record ScrapeTarget(
    String pool,
    String url,
    String address,
    String health,
    Instant lastScrape,
    String lastError,
    Map<String, String> discoveredLabels,
    Map<String, String> labels) {

  static final String UP = "up";
  static final String DROPPED = "dropped";

  static ScrapeTarget of(JsonNode node, boolean dropped) {
    Map<String, String> discovered = texts(node.path("discoveredLabels"));
    return new ScrapeTarget(
        node.path("scrapePool").asText(discovered.getOrDefault("job", "")),
        node.path("scrapeUrl").asText(""),
        discovered.getOrDefault("__address__", ""),
        dropped ? DROPPED : node.path("health").asText("unknown"),
        instant(node.path("lastScrape").asText("")),
        node.path("lastError").asText(""),
        discovered,
        texts(node.path("labels")));
  }

  public boolean isUp() {
    return UP.equals(health);
  }

  boolean isDropped() {
    return DROPPED.equals(health);
  }

  /** The scrape URL, or the address where there is none. */
  public String name() {
    return url.isEmpty() ? address : url;
  }

  // Prometheus writes Go's zero time for "never"
  private static Instant instant(String text) {
    try {
      Instant time = Instant.parse(text);
      return time.toEpochMilli() <= 0 ? null : time;
    } catch (DateTimeParseException e) {
      return offsetInstant(text);
    }
  }

  // the server's own zone appears as an offset where it does not run in UTC
  private static Instant offsetInstant(String text) {
    try {
      return java.time.OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> map = new LinkedHashMap<>();
    node.properties().forEach(e -> map.put(e.getKey(), e.getValue().asText()));
    return map;
  }
}
