package io.jenkins.plugins.paas.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.jenkins.plugins.paas.core.audit.AuditTrail;
import io.jenkins.plugins.paas.core.http.AddressGuard;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Sends requests through the client's HTTP layer and makes failures that say what to do. */
final class KubeTransport {

  static final ObjectMapper JSON = new ObjectMapper();

  /** An object's metadata alone (meta/v1, PartialObjectMetadata), where the server can do that. */
  static final String METADATA =
      "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1, application/json";

  private static final String ANY = "application/json, */*";

  private final ClientLease lease;
  private final Duration patience;
  private final AtomicLong requests = new AtomicLong();
  private volatile Tagged tagged;

  /** A success. */
  record Answer(int status, String body) {}

  KubeTransport(ClientLease lease) {
    this.lease = lease;
    this.patience = lease.access().endpoint().requestTimeout();
    this.tagged = new Tagged(lease.client());
  }

  /** A client's HTTP layer. */
  private record Tagged(KubernetesClient client, HttpClient http) {
    Tagged(KubernetesClient client) {
      // the tag carries the retry settings, which fabric8 takes from the request's client
      this(
          client,
          client
              .getHttpClient()
              .newBuilder()
              .tag(client.getConfiguration().getRequestConfig())
              .build());
    }
  }

  private Tagged current() {
    Tagged now = tagged;
    if (now.client() != lease.client()) {
      now = new Tagged(lease.client());
      tagged = now;
    }
    return now;
  }

  /**
   * A request.
   *
   * @param query entries with an empty value are left out
   * @param accept the form of the answer that is asked for
   */
  private record Call(
      Verb verb,
      String method,
      String path,
      Map<String, String> query,
      String contentType,
      String body,
      String accept) {

    // reviews are posted, and dry runs patched, but nothing is changed by them
    boolean changes() {
      return !"GET".equals(method) && verb.type() != null && !"All".equals(query.get("dryRun"));
    }
  }

  /**
   * @param query entries with an empty value are left out
   */
  Answer send(
      Verb verb,
      String method,
      String path,
      Map<String, String> query,
      String contentType,
      String body)
      throws KubeFailure, InterruptedException {
    return send(verb, method, path, query, contentType, body, ANY);
  }

  /**
   * @param accept the form of the answer that is asked for
   */
  Answer send(
      Verb verb,
      String method,
      String path,
      Map<String, String> query,
      String contentType,
      String body,
      String accept)
      throws KubeFailure, InterruptedException {
    Call call = new Call(verb, method, path, query, contentType, body, accept);
    long started = System.nanoTime();
    String outcome = "ended"; // interrupted, or failed inside: it may have been carried out
    try {
      Answer answer = renewing(call);
      outcome = String.valueOf(answer.status());
      return answer;
    } catch (KubeFailure e) {
      outcome = e.status() > 0 ? String.valueOf(e.status()) : e.kind().name();
      throw e;
    } finally {
      if (call.changes()) {
        AuditTrail.report(
            lease.access().endpoint().baseUri().getAuthority(),
            verb.verb(),
            verb.object(),
            outcome,
            started);
      }
    }
  }

  private Answer renewing(Call call) throws KubeFailure, InterruptedException {
    Tagged by = current();
    try {
      return send(by.http(), call);
    } catch (KubeFailure e) {
      if (e.kind() == KubeFailure.Kind.UNAUTHORIZED && lease.renew(by.client(), e)) {
        return send(current().http(), call);
      }
      throw e;
    }
  }

  private Answer send(HttpClient http, Call call) throws KubeFailure, InterruptedException {
    KubeAccess access = lease.access();
    Verb verb = call.verb();
    HttpRequest request =
        http.newHttpRequestBuilder()
            .header("Accept", call.accept())
            .uri(access.endpoint().baseUri() + call.path() + queryText(call.query()))
            .method(call.method(), call.contentType(), call.body())
            .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            .build();
    requests.incrementAndGet();
    judge(access, verb);
    CompletableFuture<HttpResponse<byte[]>> future = http.sendAsync(request, byte[].class);
    try {
      // retries included: each attempt has its own time-out
      HttpResponse<byte[]> response =
          future.get(patience.toMillis() * 2 + 1000, TimeUnit.MILLISECONDS);
      judge(access, verb);
      byte[] bytes = response.body();
      String text = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
      if (!response.isSuccessful()) {
        throw Refusals.status(access, verb, response.code(), text);
      }
      return new Answer(response.code(), text);
    } catch (ExecutionException e) {
      throw Refusals.broken(access, verb, e.getCause());
    } catch (TimeoutException e) {
      future.cancel(true);
      throw Refusals.broken(access, verb, e);
    } catch (InterruptedException e) {
      future.cancel(true);
      throw e;
    }
  }

  private static void judge(KubeAccess access, Verb verb) throws KubeFailure {
    try {
      AddressGuard.system().check(access.endpoint(), access.endpoint().baseUri());
    } catch (AddressGuard.Forbidden e) {
      throw Refusals.broken(access, verb, e);
    }
  }

  long requests() {
    return requests.get();
  }

  static Map<String, Object> tree(String what, String json) throws KubeFailure {
    try {
      return JSON.readValue(json, new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new KubeFailure(
          KubeFailure.Kind.BROKEN,
          200,
          what
              + ": the answer is no JSON object ("
              + e.getOriginalMessage()
              + "). Is the URL that of a Kubernetes API server?",
          e);
    }
  }

  private static String queryText(Map<String, String> query) {
    StringBuilder text = new StringBuilder();
    query.forEach(
        (key, value) -> {
          if (!value.isEmpty()) {
            text.append(text.isEmpty() ? '?' : '&')
                .append(key)
                .append('=')
                .append(ApiType.encode(value));
          }
        });
    return text.toString();
  }
}
