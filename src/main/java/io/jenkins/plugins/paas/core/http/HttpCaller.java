package io.jenkins.plugins.paas.core.http;

import io.jenkins.plugins.paas.core.audit.AuditTrail;
import io.jenkins.plugins.paas.core.text.Redactor;
import io.jenkins.plugins.paas.core.wait.Backoff;
import io.jenkins.plugins.paas.core.wait.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The one HTTP client of the suite. Follows no redirects, caps bodies, redacts what it says.
 * Thread-safe; close it to end its threads and connections.
 */
public final class HttpCaller implements AutoCloseable {

  /** Sent with each request. */
  public static final String USER_AGENT = "jenkins-paas/" + Version.TEXT;

  private static final Logger LOGGER = Logger.getLogger(HttpCaller.class.getName());

  private final HttpEndpoint endpoint;
  private final AddressGuard guard;
  private final HttpClient client;
  private final ExecutorService threads;

  private HttpCaller(HttpEndpoint endpoint, AddressGuard guard) {
    this.endpoint = endpoint;
    this.guard = guard;
    // a pool of our own: java.net.http on 17 has no close(), so its threads end with the pool
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "paas-http " + endpoint.baseUri().getAuthority());
              thread.setDaemon(true);
              return thread;
            });
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(endpoint.connectTimeout())
            .executor(threads);
    if (endpoint.proxy() != null) {
      builder.proxy(endpoint.proxy());
    }
    if (endpoint.sslContext() != null) {
      builder.sslContext(endpoint.sslContext());
    }
    this.client = builder.build();
  }

  public static HttpCaller to(HttpEndpoint endpoint) {
    return to(endpoint, AddressGuard.system());
  }

  static HttpCaller to(HttpEndpoint endpoint, AddressGuard guard) {
    return new HttpCaller(endpoint, guard);
  }

  public HttpEndpoint endpoint() {
    return endpoint;
  }

  /**
   * One attempt. Any status is an answer.
   *
   * @throws HttpFailure when there is no complete answer, or one over the body cap
   */
  public HttpAnswer send(HttpCall call) throws HttpFailure, InterruptedException {
    return stream(
        call,
        (name, response) -> {
          boolean reduced = call.reducer() != null && response.statusCode() / 100 == 2;
          byte[] bytes =
              reduced ? call.reducer().reduce(response.body()) : readCapped(name, response);
          if (bytes.length > endpoint.maxBodyBytes()) {
            throw name.tooLarge(response.statusCode(), endpoint.maxBodyBytes());
          }
          return new HttpAnswer(name, response.statusCode(), response.headers(), bytes);
        });
  }

  /**
   * Repeats an idempotent call while its failure is a passing one, with back-off, until the
   * deadline. What cannot be repeated safely is sent once.
   *
   * @throws HttpFailure the last failure; a status that decides (400, 403, 404 …) is returned
   *     instead
   */
  public HttpAnswer sendRetrying(HttpCall call, Deadline deadline)
      throws HttpFailure, InterruptedException {
    Backoff backoff = new Backoff();
    while (true) {
      HttpFailure failure;
      HttpAnswer answer = null;
      try {
        answer = send(call);
        failure =
            answer.isSuccess() && answer.isEmpty() && call.isEmptyTransient()
                ? name(call).notJson(answer, null)
                : answer.isSuccess() ? null : answer.failure();
      } catch (HttpFailure e) {
        failure = e;
      }
      if (failure == null || !failure.isTransient()) {
        if (answer == null) {
          throw failure;
        }
        return answer;
      }
      Duration pause = RetryAfter.of(answer, backoff.next(), deadline.clock());
      if (!call.isIdempotent() || deadline.remaining().compareTo(pause) <= 0) {
        if (answer != null && !answer.isEmpty()) {
          return answer;
        }
        throw failure;
      }
      String why = failure.getMessage();
      LOGGER.fine(() -> why + " Trying again in " + pause.toMillis() + " ms.");
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    }
  }

  /** Reads the body as a stream; the reader sees every status. */
  public <T> T stream(HttpCall call, BodyReader<T> reader)
      throws HttpFailure, InterruptedException {
    if (!call.isMutating() || !endpoint.isAudited()) {
      return exchange(call, reader);
    }
    long started = System.nanoTime();
    String[] outcome = {"ended"}; // interrupted, or failed inside: it may have been carried out
    try {
      return exchange(
          call,
          (name, response) -> {
            outcome[0] = String.valueOf(response.statusCode());
            return reader.read(name, response);
          });
    } catch (HttpFailure e) {
      outcome[0] = e.status() > 0 ? String.valueOf(e.status()) : e.kind().name();
      throw e;
    } finally {
      URI uri = call.uri(endpoint);
      AuditTrail.report(uri.getAuthority(), call.method(), uri.getPath(), outcome[0], started);
    }
  }

  private <T> T exchange(HttpCall call, BodyReader<T> reader)
      throws HttpFailure, InterruptedException {
    HttpExchangeName name = name(call);
    judge(name);
    HttpRequest request = request(call, name);
    Duration total = name.timeout().plus(endpoint.connectTimeout());
    long started = System.nanoTime();
    var pending = client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
    try {
      HttpResponse<InputStream> response = pending.get(total.toMillis(), TimeUnit.MILLISECONDS);
      LOGGER.log(
          Level.FINE,
          () ->
              name
                  + " → "
                  + response.statusCode()
                  + " in "
                  + (System.nanoTime() - started) / 1_000_000
                  + " ms");
      try (InputStream body = response.body()) {
        judge(name);
        if (body == null) { // a proxy refused the tunnel: the server was never asked
          throw name.status(
              new HttpAnswer(name, response.statusCode(), response.headers(), new byte[0]));
        }
        return reader.read(name, response);
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw name.broken(io);
      }
      throw new IllegalStateException(name + " failed inside the client", e.getCause());
    } catch (TimeoutException e) {
      pending.cancel(true);
      throw name.broken(new java.net.http.HttpTimeoutException("no answer"));
    } catch (HttpFailure e) {
      throw e;
    } catch (IOException e) {
      throw name.broken(e);
    } catch (InterruptedException e) {
      pending.cancel(true);
      throw e;
    }
  }

  private void judge(HttpExchangeName name) throws HttpFailure {
    try {
      guard.check(endpoint, name.uri());
    } catch (AddressGuard.Forbidden e) {
      throw name.broken(e);
    }
  }

  /** What reads a streamed answer. */
  @FunctionalInterface
  public interface BodyReader<T> {
    T read(HttpExchangeName name, HttpResponse<InputStream> response) throws IOException;
  }

  private HttpExchangeName name(HttpCall call) {
    Redactor redactor = new Redactor();
    endpoint.authentication().secrets().forEach(redactor::add);
    return new HttpExchangeName(
        call.method(), call.uri(endpoint), call.timeoutOr(endpoint.requestTimeout()), redactor);
  }

  private HttpRequest request(HttpCall call, HttpExchangeName name) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(name.uri())
            .timeout(name.timeout())
            .method(call.method(), call.publisher())
            .setHeader("User-Agent", USER_AGENT);
    call.headers().forEach(builder::setHeader);
    Authentication authentication = endpoint.authentication().to(call.method(), name.uri());
    if (authentication.headerName() != null && isEndpoint(name.uri())) {
      builder.setHeader(authentication.headerName(), authentication.headerValue());
    }
    // the client gives it to the proxy alone, never to the server behind a tunnel
    UserProxy.authorization(endpoint.proxy())
        .ifPresent(v -> builder.setHeader(UserProxy.HEADER, v));
    return builder.build();
  }

  private boolean isEndpoint(URI uri) {
    URI base = endpoint.baseUri();
    return base.getScheme().equalsIgnoreCase(uri.getScheme())
        && base.getAuthority().equalsIgnoreCase(uri.getAuthority());
  }

  private byte[] readCapped(HttpExchangeName name, HttpResponse<InputStream> response)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    InputStream body = response.body();
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
      bytes.write(buffer, 0, n);
      if (bytes.size() > endpoint.maxBodyBytes()) {
        throw name.tooLarge(response.statusCode(), endpoint.maxBodyBytes());
      }
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
