package io.jenkins.embedded.platform.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The stand-in's server, on loopback. Whoever calls must know the token of the run, as password of
 * HTTP Basic, as bearer token or as {@code X-Spinnaker-Token}. State lives in memory and ends with
 * it.
 */
public final class EmbeddedGate implements AutoCloseable {
  static {
    // without it every kept-alive answer waits 40 ms for a delayed acknowledgement
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** What a Tomcat in front of a real Gate takes. */
  private static final int LONGEST_URL = 8192;

  private final HttpServer server;
  private final ExecutorService threads;
  private final ExecutionStore executions;
  private final PipelineStore pipelines = new PipelineStore();
  private final GateRoutes routes;
  private final GateSessions sessions;
  private final AtomicLong served = new AtomicLong();

  /**
   * Starts on a free port.
   *
   * @param kubernetes where deploy stages apply to, or {@code null}: they fail then and say so
   * @param kubernetesToken bearer token for it
   * @param token the token of the run
   */
  public EmbeddedGate(URI kubernetes, String kubernetesToken, String token) throws IOException {
    ThreadFactory daemons =
        task -> {
          Thread thread = new Thread(task, "embedded-gate");
          thread.setDaemon(true);
          return thread;
        };
    sessions = new GateSessions(token);
    executions =
        new ExecutionStore(
            pipelines,
            kubernetes == null ? null : new KubernetesTarget(kubernetes, kubernetesToken),
            daemons);
    routes = new GateRoutes(pipelines, executions);
    threads = Executors.newCachedThreadPool(daemons);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What to tell the user about it at the start. */
  public String announcement() {
    return "Spinnaker Gate at "
        + uri()
        + " is a stand-in: pipelines run in this process, and their deploy stages apply to the"
        + " embedded Kubernetes API";
  }

  /**
   * Adds an application, or changes it, without a request.
   *
   * @param email of the owner; Spinnaker wants one
   */
  public void application(String name, String email) {
    pipelines.application(name, email);
  }

  /** Adds or replaces a pipeline template, without a request. */
  public void template(JsonNode template) {
    pipelines.template(template);
  }

  /** Adds or replaces a pipeline definition, without a request. */
  public void pipeline(JsonNode definition) {
    pipelines.put(definition);
  }

  /** How many executions were started since the beginning, for tests. */
  public int executionsStarted() {
    return executions.size();
  }

  /** How many requests were answered, for benches. */
  public long requestsServed() {
    return served.get();
  }

  /** How many sessions were made, for tests. */
  public int sessionsMade() {
    return sessions.made();
  }

  private void serve(HttpExchange exchange) throws IOException {
    served.incrementAndGet();
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      GateAnswer answer;
      if (exchange.getRequestURI().toString().length() > LONGEST_URL
          || path.matches("(?i).*%(2f|5c).*")) {
        answer = GateAnswer.html(400, "HTTP Status 400");
      } else if (path.matches("(?i).*(%25|%3b|;).*")) {
        answer =
            GateAnswer.error(
                500, "RequestRejectedException", "the address holds a character that is refused");
      } else {
        answer = answer(exchange, path);
      }
      exchange.getResponseHeaders().set("X-SPINNAKER-REQUEST-ID", UUID.randomUUID().toString());
      if (answer.contentType() != null) {
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      }
      exchange.sendResponseHeaders(
          answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    }
  }

  private GateAnswer answer(HttpExchange exchange, String path) throws IOException {
    String user = sessions.user(exchange);
    GateRequest request = GateRequest.of(exchange, user);
    if (user == null && !GateRoutes.isOpen(path)) {
      exchange.getResponseHeaders().set("Location", uri() + "/login");
      return GateAnswer.empty(302);
    }
    return routes.answer(request);
  }

  @Override
  public void close() {
    server.stop(0);
    executions.close();
    threads.shutdownNow();
  }
}
