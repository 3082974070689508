package io.jenkins.plugins.paas.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the registry asked for: nothing, HTTP Basic, or bearer tokens that a token service gave,
 * each for reading or for writing one repository, so that calls at the same time do not take each
 * other's. Thread-safe.
 */
final class RegistryAuthentication implements Authentication {

  private static final Pattern CONTENT =
      Pattern.compile("^/v2/(.+)/(?:blobs|manifests|tags|referrers)/");

  private final RegistryHost host;
  private final RegistryCredential credential;
  private final Map<String, Authentication> tokens = new ConcurrentHashMap<>();
  private volatile Authentication everywhere = Authentication.none();

  /**
   * @param credential {@code null} for anonymous access
   */
  RegistryAuthentication(RegistryHost host, RegistryCredential credential) {
    this.host = host;
    this.credential = credential;
  }

  @Override
  public Authentication to(String method, URI uri) {
    return tokens.getOrDefault(purpose(method, uri), everywhere);
  }

  private static String purpose(String method, URI uri) {
    Matcher content = CONTENT.matcher(uri.getPath());
    String repository = content.find() ? content.group(1) : "";
    return switch (method) {
          case "GET", "HEAD" -> "pull ";
          case "DELETE" -> "delete ";
          default -> "push ";
        }
        + repository;
  }

  /**
   * Answers a 401.
   *
   * @param sent what went with the call; when another call has logged in since, that is enough
   * @return whether there is something new to try
   * @throws RegistryFailure when the token service refuses
   */
  synchronized boolean accept(
      HttpAnswer unauthorized, HttpCall call, Authentication sent, HttpEndpoint registry)
      throws HttpFailure, RegistryFailure, InterruptedException {
    URI uri = call.uri(registry);
    if (to(call.method(), uri) != sent) {
      return true;
    }
    for (String header : unauthorized.headerValues("WWW-Authenticate")) {
      Optional<BearerChallenge> bearer = BearerChallenge.parse(header);
      if (bearer.isPresent()) {
        String token = fetch(bearer.get(), registry);
        tokens.put(purpose(call.method(), uri), Authentication.bearer(() -> token));
        return true;
      }
      if (header.regionMatches(true, 0, "Basic", 0, 5) && credential != null) {
        boolean tried = "Authorization".equals(sent.headerName());
        everywhere = basic();
        return !tried;
      }
    }
    return false;
  }

  private Authentication basic() {
    return credential.user().isEmpty()
        ? Authentication.bearer(credential.password())
        : Authentication.basic(credential.user(), credential.password());
  }

  private String fetch(BearerChallenge challenge, HttpEndpoint registry)
      throws HttpFailure, RegistryFailure, InterruptedException {
    if (credential != null && !challenge.mayHavePassword(host.uri())) {
      throw new RegistryFailure(
          "Registry "
              + host.name()
              + " sends clients to "
              + challenge.realm()
              + " for a token, which is plain HTTP; the password was not sent there.");
    }
    URI realm = challenge.realm();
    URI base = URI.create(realm.getScheme() + "://" + realm.getRawAuthority());
    HttpEndpoint.Builder endpoint = registry.elsewhere(base);
    if (credential != null) {
      endpoint.authentication(basic());
    }
    HttpCall call =
        HttpCall.get()
            .toAbsolute(realm)
            .query("service", challenge.service())
            .query("scope", challenge.scope());
    try (HttpCaller caller = HttpCaller.to(endpoint.build())) {
      HttpAnswer answer = caller.send(call);
      if (answer.status() == 401 || answer.status() == 403) {
        throw new RegistryFailure(
            "The token service of registry "
                + host.name()
                + " refuses "
                + (credential == null ? "anonymous access" : credential)
                + " ("
                + answer.status()
                + "). Check the platform's registry credential, or credentialsId.");
      }
      JsonNode json = answer.requireSuccess().json();
      String token = json.path("token").asText(json.path("access_token").asText(""));
      if (token.isEmpty()) {
        throw new RegistryFailure(
            "The token service of registry " + host.name() + " answered without a token.");
      }
      return token;
    }
  }

  @Override
  public String headerName() {
    return everywhere.headerName();
  }

  @Override
  public String headerValue() {
    return everywhere.headerValue();
  }

  @Override
  public List<String> secrets() {
    List<String> secrets = new ArrayList<>(everywhere.secrets());
    tokens.values().forEach(token -> secrets.addAll(token.secrets()));
    if (credential != null) {
      secrets.addAll(basic().secrets());
    }
    return secrets;
  }

  @Override
  public String identity() {
    return "registry:" + (credential == null ? "anonymous" : credential.user());
  }
}
