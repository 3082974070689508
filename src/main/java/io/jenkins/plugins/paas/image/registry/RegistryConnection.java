package io.jenkins.plugins.paas.image.registry;

import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.HttpAnswer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.http.HttpFailure;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests to one registry: logged in as it asks for, repeated as {@link RegistryRetry} says, with
 * refusals put into words. Thread-safe; close it.
 */
final class RegistryConnection implements AutoCloseable {

  private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?next\"?");
  private static final int MAX_PAGES = 1000;

  private final RegistryHost host;
  private final RegistryAuthentication authentication;
  private final HttpCaller caller;
  private final RegistryRetry retry;
  private final String who;

  RegistryConnection(
      RegistryHost host,
      RegistryCredential credential,
      HttpEndpoint.Builder endpoint,
      RegistryRetry retry) {
    this.host = host;
    this.authentication = new RegistryAuthentication(host, credential);
    this.who = credential == null ? "anonymous access" : credential.toString();
    this.caller = HttpCaller.to(endpoint.authentication(authentication).build());
    this.retry = retry;
  }

  RegistryHost host() {
    return host;
  }

  /** {@code /v2/<repository>/<rest…>}. */
  static String[] path(String repository, String... rest) {
    List<String> segments = new ArrayList<>(List.of("v2"));
    segments.addAll(List.of(repository.split("/")));
    segments.addAll(List.of(rest));
    return segments.toArray(String[]::new);
  }

  /** One attempt; a second one only to log in. */
  HttpAnswer once(HttpCall call) throws IOException, InterruptedException {
    Authentication sent = authentication.to(call.method(), call.uri(caller.endpoint()));
    HttpAnswer answer = caller.send(call);
    return answer.status() == 401 && authentication.accept(answer, call, sent, caller.endpoint())
        ? caller.send(call)
        : answer;
  }

  /** Repeats what fails in passing; the call must be one that may be carried out twice. */
  HttpAnswer send(HttpCall call) throws IOException, InterruptedException {
    return retry.run(() -> once(call));
  }

  /** The same for several requests that only make sense together, such as an upload. */
  HttpAnswer repeating(RegistryRetry.Attempt attempt) throws IOException, InterruptedException {
    return retry.run(attempt);
  }

  /**
   * Reads a body as a stream, by the login that an earlier request made; a redirect to where the
   * content is stored is followed once, without the credential.
   */
  <T> T stream(HttpCall call, HttpCaller.BodyReader<T> reader)
      throws IOException, InterruptedException {
    String[] elsewhere = new String[1];
    T value =
        caller.stream(
            call,
            (name, response) -> {
              if (response.statusCode() / 100 == 3) {
                elsewhere[0] = response.headers().firstValue("Location").orElse(null);
                return null;
              }
              return reader.read(name, response);
            });
    if (elsewhere[0] == null) {
      return value;
    }
    URI location = call.uri(caller.endpoint()).resolve(elsewhere[0]);
    URI base = URI.create(location.getScheme() + "://" + location.getRawAuthority());
    try (HttpCaller other = HttpCaller.to(caller.endpoint().elsewhere(base).build())) {
      return other.stream(HttpCall.get().toAbsolute(location), reader);
    }
  }

  /** All pages of a list, by the Link header; none when there is no such thing (404). */
  List<HttpAnswer> pages(HttpCall first, String what) throws IOException, InterruptedException {
    List<HttpAnswer> pages = new ArrayList<>();
    HttpCall call = first;
    while (pages.size() < MAX_PAGES) {
      HttpAnswer answer = send(call);
      if (answer.status() == 404) {
        return pages;
      }
      require(answer, what);
      pages.add(answer);
      Matcher next = NEXT.matcher(answer.header("Link").orElse(""));
      if (!next.find()) {
        return pages;
      }
      call = HttpCall.get().toAbsolute(host.uri().resolve(next.group(1)));
    }
    throw new RegistryFailure("Registry " + host.name() + " lists " + what + " without an end.");
  }

  /**
   * @param what the object, for the message
   * @throws RegistryFailure for a refusal
   * @throws HttpFailure for any other status than 2xx
   */
  HttpAnswer require(HttpAnswer answer, String what) throws IOException {
    return switch (answer.status()) {
      case 401 ->
          throw new RegistryFailure(
              "Registry "
                  + host.name()
                  + " refuses "
                  + who
                  + " for "
                  + what
                  + " (401). Check the platform's registry credential, or credentialsId.");
      case 403 ->
          throw new RegistryFailure(
              "Registry "
                  + host.name()
                  + " knows "
                  + who
                  + " but denies "
                  + what
                  + " (403). Give that account the right, or name another credentialsId.");
      default -> answer.requireSuccess();
    };
  }

  @Override
  public void close() {
    caller.close();
  }
}
