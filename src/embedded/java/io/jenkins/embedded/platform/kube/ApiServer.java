package io.jenkins.embedded.platform.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.jenkins.embedded.platform.kube.admission.Removal;
import io.jenkins.embedded.platform.kube.admission.ResourceWrites;
import io.jenkins.embedded.platform.kube.admission.ResourceWrites.Written;
import io.jenkins.embedded.platform.kube.admission.Scale;
import io.jenkins.embedded.platform.kube.admission.WriteOptions;
import io.jenkins.embedded.platform.kube.objects.ApiFailure;
import io.jenkins.embedded.platform.kube.objects.Json;
import io.jenkins.embedded.platform.kube.objects.ObjectStore;
import io.jenkins.embedded.platform.kube.objects.ResourceTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** HTTP in front of the objects: authentication, discovery, reads, writes, watches, logs. */
final class ApiServer implements HttpHandler {
  private static final Logger LOGGER = Logger.getLogger(ApiServer.class.getName());

  private final ObjectStore store;
  private final ResourceTypes types;
  private final ResourceWrites writes;
  private final PodLogs logs;
  private final Discovery discovery;
  private final ListPages pages;
  private final byte[] expected;

  ApiServer(
      ObjectStore store, ResourceTypes types, ResourceWrites writes, PodLogs logs, String token) {
    this.store = store;
    this.types = types;
    this.writes = writes;
    this.logs = logs;
    this.discovery = new Discovery(types);
    this.pages = new ListPages(store);
    this.expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void handle(HttpExchange exchange) {
    try {
      try {
        serve(new ApiRequest(exchange));
      } catch (ApiFailure e) {
        ApiResponse.json(exchange, e.code(), e.status());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException | Error e) {
        LOGGER.log(Level.WARNING, "request " + exchange.getRequestURI() + " failed", e);
        ApiFailure bug = new ApiFailure(500, "InternalError", "Internal error occurred: " + e);
        ApiResponse.json(exchange, 500, bug.status());
      }
    } catch (IOException | UncheckedIOException e) {
      LOGGER.log(Level.FINE, "a client went away", e);
    } finally {
      exchange.close();
    }
  }

  private void serve(ApiRequest request) throws IOException, InterruptedException {
    String path = request.path();
    if (path.equals("/healthz") || path.equals("/livez") || path.equals("/readyz")) {
      byte[] ok = "ok".getBytes(StandardCharsets.UTF_8);
      ApiResponse.send(request.exchange(), 200, "text/plain", ok);
      return;
    }
    authenticate(request);
    Optional<JsonNode> found = discovery.answer(path);
    if (found.isPresent() && request.method().equals("GET")) {
      ApiResponse.json(request.exchange(), 200, found.get());
    } else if (path.equals("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")) {
      review(request);
    } else if (path.startsWith("/api/") || path.startsWith("/apis/")) {
      resource(request, ApiPath.parse(path, types));
    } else {
      throw ApiFailure.noSuchResource();
    }
  }

  private void authenticate(ApiRequest request) {
    byte[] given = request.header("Authorization").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(given, expected)) {
      throw new ApiFailure(401, "Unauthorized", "Unauthorized");
    }
  }

  /** The token of the run may do everything; there are no other users. */
  private static void review(ApiRequest request) throws IOException {
    ObjectNode review = request.objectBody();
    review.putObject("status").put("allowed", true).put("reason", "the run's token may do all");
    ApiResponse.json(request.exchange(), 201, review);
  }

  private void resource(ApiRequest request, ApiPath path) throws IOException, InterruptedException {
    switch (request.method()) {
      case "GET" -> read(request, path);
      case "POST" -> create(request, path);
      case "PUT" -> {
        named(path);
        ObjectNode object =
            writes.update(
                path.type(),
                path.namespace(),
                path.name(),
                path.subresource(),
                request.objectBody(),
                request.writeOptions());
        ApiResponse.json(request.exchange(), 200, object);
      }
      case "PATCH" -> {
        named(path);
        Written written =
            writes.patch(
                path.type(),
                path.namespace(),
                path.name(),
                path.subresource(),
                request.contentType(),
                request.body(),
                request.writeOptions());
        ApiResponse.json(request.exchange(), written.created() ? 201 : 200, written.object());
      }
      case "DELETE" -> delete(request, path);
      default -> throw notAllowed();
    }
  }

  private static ApiFailure notAllowed() {
    return new ApiFailure(
        405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
  }

  private static void named(ApiPath path) {
    if (path.name().isEmpty()) {
      throw notAllowed();
    }
  }

  private void read(ApiRequest request, ApiPath path) throws IOException, InterruptedException {
    if (path.subresource().equals("log")) {
      logs.serve(writes.require(path.type(), path.namespace(), path.name()), request);
    } else if (request.flag("watch")) {
      if (request.header("Upgrade").equalsIgnoreCase("websocket")) {
        // 200 to an upgrade tells fabric8 to watch over plain HTTP instead
        ApiResponse.json(request.exchange(), 200, Json.object());
        return;
      }
      new WatchStream(store, path, request).serve();
    } else if (path.name().isEmpty()) {
      ApiResponse.json(request.exchange(), 200, pages.list(path, request));
    } else {
      ObjectNode object = writes.require(path.type(), path.namespace(), path.name());
      boolean scale = path.subresource().equals("scale");
      ApiResponse.json(request.exchange(), 200, scale ? Scale.of(path.type(), object) : object);
    }
  }

  private void create(ApiRequest request, ApiPath path) throws IOException {
    if (!path.name().isEmpty() || path.type().namespaced() && path.namespace().isEmpty()) {
      throw notAllowed();
    }
    WriteOptions options = request.writeOptions();
    ObjectNode body = request.objectBody();
    ApiResponse.json(
        request.exchange(), 201, writes.create(path.type(), path.namespace(), body, options));
  }

  private void delete(ApiRequest request, ApiPath path) throws IOException {
    Removal removal =
        Removal.of(
            request.body(),
            request.query("gracePeriodSeconds"),
            request.query("propagationPolicy"),
            "All".equals(request.query("dryRun")));
    if (!path.name().isEmpty()) {
      ApiResponse.json(
          request.exchange(),
          200,
          writes.delete(path.type(), path.namespace(), path.name(), removal));
      return;
    }
    ObjectNode list = pages.list(path, request);
    for (JsonNode object : list.path("items")) {
      try {
        writes.delete(path.type(), Json.namespace(object), Json.name(object), removal);
      } catch (ApiFailure e) {
        LOGGER.log(Level.FINE, "gone meanwhile", e);
      }
    }
    ApiResponse.json(request.exchange(), 200, list);
  }
}
