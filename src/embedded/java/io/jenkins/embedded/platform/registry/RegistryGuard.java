package io.jenkins.embedded.platform.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets nobody in without the token of the run: as the password of HTTP Basic, as a bearer token, or
 * exchanged for one at {@code /token} as Docker's token protocol does it.
 */
final class RegistryGuard {

  private final String token;
  private final String tokenService;
  private final Set<String> issued = ConcurrentHashMap.newKeySet();

  /**
   * @param tokenService the address of {@code /token} to send clients to, or {@code null} for Basic
   */
  RegistryGuard(String token, String tokenService) {
    this.token = token;
    this.tokenService = tokenService;
  }

  /** Whether the request may go on; if not, it has been answered. */
  boolean admits(RegistryExchange exchange) throws IOException {
    boolean atTokenService = exchange.path().equals("/token");
    if (atTokenService && isBasic(exchange.header("Authorization"))) {
      String bearer = UUID.randomUUID().toString();
      issued.add(bearer);
      exchange.json(200, Map.of("token", bearer, "expires_in", 300));
      return false;
    }
    if (!atTokenService && isAllowed(exchange.header("Authorization"))) {
      return true;
    }
    exchange
        .with("WWW-Authenticate", challenge(exchange.path()))
        .error(new RegistryError(401, "UNAUTHORIZED", "authentication required"));
    return false;
  }

  private String challenge(String path) {
    if (tokenService == null || path.equals("/token")) {
      return "Basic realm=\"embedded registry\"";
    }
    String[] parts = path.split("/(manifests|blobs|tags)/", 2);
    String scope =
        parts.length < 2
            ? ""
            : ",scope=\"repository:" + parts[0].substring("/v2/".length()) + ":pull,push\"";
    return "Bearer realm=\"" + tokenService + "\",service=\"embedded\"" + scope;
  }

  private boolean isAllowed(String authorization) {
    if (authorization == null) {
      return false;
    }
    if (authorization.startsWith("Bearer ")) {
      String bearer = authorization.substring("Bearer ".length());
      return issued.contains(bearer) || same(bearer, token);
    }
    return tokenService == null && isBasic(authorization);
  }

  private boolean isBasic(String authorization) {
    if (authorization == null || !authorization.startsWith("Basic ")) {
      return false;
    }
    try {
      String pair =
          new String(
              Base64.getDecoder().decode(authorization.substring("Basic ".length()).strip()),
              StandardCharsets.UTF_8);
      return same(pair, RegistryServer.USER + ":" + token);
    } catch (IllegalArgumentException e) {
      return false; // not base64, so not the token
    }
  }

  private static boolean same(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }
}
