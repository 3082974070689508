package io.jenkins.plugins.paas.core.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One request, relative to an endpoint. Path segments are percent-encoded once, here. Not
 * thread-safe; may be sent several times.
 */
public final class HttpCall {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String method;
  private final List<String> segments;
  private final List<String> query = new ArrayList<>();
  private final Map<String, String> headers = new LinkedHashMap<>();
  private Supplier<BodyPublisher> body = HttpRequest.BodyPublishers::noBody;
  private boolean idempotent;
  private boolean emptyIsTransient;
  private boolean mutating;
  private Duration timeout;
  private Reducer reducer;
  private URI absolute;

  private HttpCall(String method, String... segments) {
    this.method = method;
    this.segments = List.of(segments);
    this.idempotent = !"POST".equals(method) && !"PATCH".equals(method);
    this.mutating = !"GET".equals(method) && !"HEAD".equals(method);
  }

  public static HttpCall get(String... segments) {
    return new HttpCall("GET", segments);
  }

  public static HttpCall head(String... segments) {
    return new HttpCall("HEAD", segments);
  }

  public static HttpCall post(String... segments) {
    return new HttpCall("POST", segments);
  }

  public static HttpCall put(String... segments) {
    return new HttpCall("PUT", segments);
  }

  public static HttpCall patch(String... segments) {
    return new HttpCall("PATCH", segments);
  }

  public static HttpCall delete(String... segments) {
    return new HttpCall("DELETE", segments);
  }

  /**
   * Sends to this address instead of endpoint and segments (an upload location, a next page). The
   * authentication goes along only when scheme, host and port are the endpoint's.
   */
  public HttpCall toAbsolute(URI address) {
    this.absolute = address;
    return this;
  }

  /** Adds a query parameter; a {@code null} value leaves it out. */
  public HttpCall query(String name, Object value) {
    if (value != null) {
      query.add(encode(name) + "=" + encode(value.toString()));
    }
    return this;
  }

  public HttpCall header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** A JSON body from maps, lists, values or a JsonNode. */
  public HttpCall json(Object value) {
    try {
      return body("application/json", JSON.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not representable as JSON: " + value.getClass(), e);
    }
  }

  public HttpCall body(String contentType, byte[] bytes) {
    headers.put("Content-Type", contentType);
    body = () -> HttpRequest.BodyPublishers.ofByteArray(bytes);
    return this;
  }

  /** Streams a file; it is opened anew for each attempt. */
  public HttpCall file(String contentType, Path file) {
    headers.put("Content-Type", contentType);
    body =
        () -> {
          try {
            return HttpRequest.BodyPublishers.ofFile(file);
          } catch (FileNotFoundException e) {
            throw new IllegalStateException("the file to send is gone: " + file, e);
          }
        };
    return this;
  }

  /** Says that sending twice does no harm (a key makes it so), which lets it be retried. */
  public HttpCall idempotent(boolean value) {
    idempotent = value;
    return this;
  }

  /** Says that it changes nothing whatever its method, so that it is no matter for the audit. */
  public HttpCall reading() {
    mutating = false;
    return this;
  }

  /**
   * Treats a success without a body as a passing fault (Gate answers so when its back end fails).
   */
  public HttpCall emptyIsTransient() {
    emptyIsTransient = true;
    return this;
  }

  /** Makes less of a success's body while it comes; the cap counts what is left. */
  public HttpCall reduced(Reducer value) {
    reducer = value;
    return this;
  }

  /** Reads a body as a stream, and gives what is to be kept. */
  @FunctionalInterface
  public interface Reducer {
    byte[] reduce(InputStream body) throws IOException;
  }

  /** Replaces the endpoint's request time-out. */
  public HttpCall timeout(Duration value) {
    timeout = value;
    return this;
  }

  public String method() {
    return method;
  }

  boolean isMutating() {
    return mutating;
  }

  Reducer reducer() {
    return reducer;
  }

  boolean isIdempotent() {
    return idempotent;
  }

  boolean isEmptyTransient() {
    return emptyIsTransient;
  }

  Duration timeoutOr(Duration endpointTimeout) {
    return timeout == null ? endpointTimeout : timeout;
  }

  Map<String, String> headers() {
    return headers;
  }

  BodyPublisher publisher() {
    return body.get();
  }

  /** The address to call. */
  public URI uri(HttpEndpoint endpoint) {
    StringBuilder text = new StringBuilder();
    if (absolute != null) {
      text.append(endpoint.baseUri().resolve(absolute));
    } else {
      text.append(endpoint.baseUri());
      for (String segment : segments) {
        text.append('/').append(encode(segment));
      }
    }
    for (int i = 0; i < query.size(); i++) {
      text.append(i == 0 && text.indexOf("?") < 0 ? '?' : '&').append(query.get(i));
    }
    return URI.create(text.toString());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~")
        .replace("%3A", ":");
  }
}
