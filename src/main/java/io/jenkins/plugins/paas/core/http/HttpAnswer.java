package io.jenkins.plugins.paas.core.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What a system answered: status, headers and a bounded body. Immutable. */
public final class HttpAnswer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpExchangeName exchange;
  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;

  HttpAnswer(HttpExchangeName exchange, int status, HttpHeaders headers, byte[] body) {
    this.exchange = exchange;
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  public int status() {
    return status;
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** The first value of a header, by case-insensitive name. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  public List<String> headerValues(String name) {
    return headers.allValues(name);
  }

  public byte[] bodyBytes() {
    return body.clone();
  }

  public boolean isEmpty() {
    return body.length == 0;
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /**
   * The body as JSON.
   *
   * @throws HttpFailure of kind NOT_JSON when it is something else, an HTML page for instance
   */
  public JsonNode json() throws HttpFailure {
    try {
      JsonNode node = JSON.readTree(body);
      if (node != null && !node.isMissingNode()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      throw exchange.notJson(this, e);
    } catch (IOException e) {
      throw new IllegalStateException("reading bytes in memory failed", e);
    }
    throw exchange.notJson(this, null);
  }

  /**
   * This answer.
   *
   * @throws HttpFailure of kind STATUS for anything but 2xx
   */
  public HttpAnswer requireSuccess() throws HttpFailure {
    if (!isSuccess()) {
      throw failure();
    }
    return this;
  }

  /** The failure that this answer is, for callers that decide by status themselves. */
  public HttpFailure failure() {
    return exchange.status(this);
  }
}
