package io.jenkins.plugins.paas.delivery.gate;

import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import io.jenkins.plugins.paas.core.text.Redactor;
import java.net.URI;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends to Gate what every request needs: a priority (without one a request counts as low and is
 * shed first), and one session cookie (without it each authenticated request makes a new session in
 * Gate's Redis).
 */
final class GateSession implements AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger(GateSession.class.getName());
  private static final String COOKIE = "SESSION=";

  private final HttpCaller caller;
  private volatile String cookie;

  GateSession(HttpEndpoint endpoint) {
    caller = HttpCaller.to(endpoint);
  }

  URI uri() {
    return caller.endpoint().baseUri();
  }

  /**
   * One attempt, and a second one where a session had ended.
   *
   * @throws GateFailure for everything but 2xx
   */
  HttpAnswer send(HttpCall call) throws GateFailure, InterruptedException {
    String sent = cookie;
    HttpAnswer answer = attempt(call, false);
    Optional<GateFailure> refusal = answers().refusal(name(call), answer);
    if (sent != null
        && refusal.isPresent()
        && refusal.get().kind() == GateFailure.Kind.NOT_AUTHENTICATED) {
      cookie = null;
      answer = attempt(call, true);
      refusal = answers().refusal(name(call), answer);
    }
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    return answer;
  }

  private HttpAnswer attempt(HttpCall call, boolean renewed)
      throws GateFailure, InterruptedException {
    call.header("X-Spinnaker-Priority", "normal");
    call.header("X-RateLimit-App", "jenkins");
    call.header("Accept", "application/json");
    String value = cookie;
    if (value != null || renewed) {
      call.header("Cookie", value == null ? "" : value); // a call sent again still has the old one
    }
    try {
      HttpAnswer answer = caller.send(call);
      answer.headerValues("Set-Cookie").stream()
          .filter(c -> c.startsWith(COOKIE))
          .findFirst()
          .ifPresent(c -> cookie = c.split(";", 2)[0]);
      LOGGER.log(
          Level.FINE,
          () ->
              name(call)
                  + " → "
                  + answer.status()
                  + answer.header("X-SPINNAKER-REQUEST-ID").map(id -> " request " + id).orElse(""));
      return answer;
    } catch (HttpFailure e) {
      throw broken(e);
    }
  }

  GateFailure broken(HttpFailure e) {
    return answers().broken(e);
  }

  GateFailure empty(HttpCall call, HttpAnswer answer) {
    return answers().empty(name(call), answer);
  }

  private String name(HttpCall call) {
    return call.method() + " " + call.uri(caller.endpoint()).getRawPath();
  }

  private GateAnswers answers() {
    Redactor redactor = new Redactor();
    caller.endpoint().authentication().secrets().forEach(redactor::add);
    return new GateAnswers(uri(), redactor);
  }

  @Override
  public void close() {
    caller.close();
  }
}
