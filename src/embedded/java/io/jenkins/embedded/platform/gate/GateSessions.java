package io.jenkins.embedded.platform.gate;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Knows who calls: by the token of the run, or by the session that an earlier call made. */
final class GateSessions {

  private final byte[] token;
  private final Map<String, String> users = new ConcurrentHashMap<>();

  GateSessions(String token) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  int made() {
    return users.size();
  }

  /** The caller's name, or {@code null}. Sets a cookie where there is no session yet. */
  String user(HttpExchange exchange) {
    String cookie = exchange.getRequestHeaders().getFirst("Cookie");
    String session = cookie == null ? "" : cookie.replaceFirst("(?s).*SESSION=([^;]*).*", "$1");
    if (users.containsKey(session)) {
      return users.get(session);
    }
    String user = authenticated(exchange);
    String made = UUID.randomUUID().toString();
    if (user != null) {
      users.put(made, user);
    }
    exchange.getResponseHeaders().set("Set-Cookie", "SESSION=" + made + "; Path=/; HttpOnly");
    return user;
  }

  private String authenticated(HttpExchange exchange) {
    String apiToken = exchange.getRequestHeaders().getFirst("X-Spinnaker-Token");
    if (apiToken != null) {
      return isToken(apiToken) ? "jenkins" : null;
    }
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header != null && header.startsWith("Bearer ")) {
      return isToken(header.substring(7)) ? "jenkins" : null;
    }
    if (header == null || !header.startsWith("Basic ")) {
      return null;
    }
    try {
      String pair =
          new String(Base64.getDecoder().decode(header.substring(6)), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon > 0 && isToken(pair.substring(colon + 1)) ? pair.substring(0, colon) : null;
    } catch (IllegalArgumentException e) {
      return null; // no base 64, so nobody
    }
  }

  private boolean isToken(String text) {
    return MessageDigest.isEqual(token, text.getBytes(StandardCharsets.UTF_8));
  }
}
