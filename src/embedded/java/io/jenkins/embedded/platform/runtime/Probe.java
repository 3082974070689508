package io.jenkins.embedded.platform.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** One probe of a container: when it is due, what it found, and what that adds up to. */
final class Probe {
  private static final Duration EAGER = Duration.ofMillis(500);

  private final JsonNode spec;
  private final JsonNode container;
  private final String address;
  private final int timeoutMillis;
  private final boolean eager;
  private Instant due;
  private boolean succeeded;
  private int successes;
  private int failures;
  private String problem = "";

  /**
   * @param spec readinessProbe, livenessProbe or startupProbe with its defaults set
   * @param eager ask twice a second until the first success; afterwards the stated period holds
   */
  Probe(JsonNode spec, JsonNode container, String address, Instant started, boolean eager) {
    this.eager = eager;
    this.spec = spec;
    this.container = container;
    this.address = address;
    this.timeoutMillis = Math.max(1, spec.path("timeoutSeconds").asInt(1)) * 1000;
    this.due = started.plusSeconds(spec.path("initialDelaySeconds").asInt(0));
  }

  /** Asks if it is time to; true when there is a new answer. */
  boolean ask(Instant now) {
    if (now.isBefore(due)) {
      return false;
    }
    Duration period = Duration.ofSeconds(Math.max(1, spec.path("periodSeconds").asInt(10)));
    due = now.plus(eager && !succeeded ? EAGER : period);
    String found = find();
    if (found.isEmpty()) {
      successes++;
      succeeded = true;
      failures = 0;
    } else {
      failures++;
      successes = 0;
    }
    problem = found;
    return true;
  }

  boolean hasSucceeded() {
    return successes >= spec.path("successThreshold").asInt(1);
  }

  boolean hasFailed() {
    return failures >= spec.path("failureThreshold").asInt(3);
  }

  /** The last failure, in a kubelet's words, or "". */
  String problem() {
    return problem;
  }

  private String find() {
    if (spec.has("httpGet")) {
      return http(spec.get("httpGet"));
    }
    if (spec.has("tcpSocket")) {
      return tcp(spec.get("tcpSocket"));
    }
    return "this stand-in knows httpGet and tcpSocket probes only";
  }

  private String http(JsonNode get) {
    String host = get.path("host").asText("").isEmpty() ? address : get.get("host").asText();
    String url =
        get.path("scheme").asText("HTTP").toLowerCase()
            + "://"
            + host
            + ":"
            + port(get.path("port"))
            + get.path("path").asText("/");
    HttpURLConnection connection = null;
    try {
      connection = (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(timeoutMillis);
      connection.setReadTimeout(timeoutMillis);
      connection.setInstanceFollowRedirects(false);
      connection.setRequestProperty("User-Agent", "kube-probe/1.31");
      for (JsonNode header : get.path("httpHeaders")) {
        connection.setRequestProperty(header.path("name").asText(), header.path("value").asText());
      }
      int status = connection.getResponseCode();
      return status >= 200 && status < 400 ? "" : "HTTP probe failed with statuscode: " + status;
    } catch (IOException | IllegalArgumentException e) {
      return "Get \"" + url + "\": " + e.getMessage();
    } finally {
      if (connection != null) {
        connection.disconnect();
      }
    }
  }

  private String tcp(JsonNode target) {
    int port = port(target.path("port"));
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), timeoutMillis);
      return "";
    } catch (IOException e) {
      return "dial tcp " + address + ":" + port + ": " + e.getMessage();
    }
  }

  private int port(JsonNode port) {
    if (port.isTextual()) {
      for (JsonNode named : container.path("ports")) {
        if (named.path("name").asText().equals(port.asText())) {
          return named.path("containerPort").asInt();
        }
      }
    }
    return port.asInt();
  }
}
