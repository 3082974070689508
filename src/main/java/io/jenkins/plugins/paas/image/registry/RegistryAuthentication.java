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
import java.util.Optional;

/**
 * What the registry last asked for: nothing, HTTP Basic, or a bearer token that a token service
 * gave for a scope. Thread-safe; a token is replaced as a whole.
 */
final class RegistryAuthentication implements Authentication {

  private final RegistryHost host;
  private final RegistryCredential credential;
  private volatile Authentication current = Authentication.none();

  /**
   * @param credential {@code null} for anonymous access
   */
  RegistryAuthentication(RegistryHost host, RegistryCredential credential) {
    this.host = host;
    this.credential = credential;
  }

  /**
   * Answers a 401.
   *
   * @return whether there is something new to try
   * @throws RegistryFailure when the token service refuses
   */
  boolean accept(HttpAnswer unauthorized, HttpEndpoint registry)
      throws HttpFailure, RegistryFailure, InterruptedException {
    for (String header : unauthorized.headerValues("WWW-Authenticate")) {
      Optional<BearerChallenge> bearer = BearerChallenge.parse(header);
      if (bearer.isPresent()) {
        String token = fetch(bearer.get(), registry);
        current = Authentication.bearer(() -> token);
        return true;
      }
      if (header.regionMatches(true, 0, "Basic", 0, 5) && credential != null) {
        boolean tried = "Authorization".equals(current.headerName());
        current = basic();
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
    return current.headerName();
  }

  @Override
  public String headerValue() {
    return current.headerValue();
  }

  @Override
  public List<String> secrets() {
    List<String> secrets = new ArrayList<>(current.secrets());
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
