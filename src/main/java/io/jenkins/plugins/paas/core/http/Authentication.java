package io.jenkins.plugins.paas.core.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * How a request proves who sends it. The value is asked for anew for each request, so that a
 * rotated secret takes effect at once. Thread-safe where its suppliers are.
 */
public interface Authentication {

  /** The header to send, or {@code null} for none. */
  String headerName();

  /** The header's value, read now. */
  String headerValue();

  /** Every form of the secret that must never be shown. */
  List<String> secrets();

  /** Who this is, without the secret: part of a client's configuration hash. */
  String identity();

  /** What goes with one request, where that depends on what is asked for; this one otherwise. */
  default Authentication to(String method, URI uri) {
    return this;
  }

  /** No authentication at all. */
  static Authentication none() {
    return new Header(null, () -> null, List::of, "none");
  }

  /** HTTP Basic (RFC 7617), UTF-8. */
  static Authentication basic(String user, Supplier<String> password) {
    Objects.requireNonNull(user, "user");
    Supplier<String> encoded =
        () ->
            Base64.getEncoder()
                .encodeToString((user + ":" + password.get()).getBytes(StandardCharsets.UTF_8));
    return new Header(
        "Authorization",
        () -> "Basic " + encoded.get(),
        () -> List.of(password.get(), encoded.get()),
        "basic:" + user);
  }

  /** A bearer token (RFC 6750). */
  static Authentication bearer(Supplier<String> token) {
    return new Header(
        "Authorization", () -> "Bearer " + token.get(), () -> List.of(token.get()), "bearer");
  }

  /** A header of its own, such as {@code X-Spinnaker-Token}. */
  static Authentication header(String name, Supplier<String> value) {
    Objects.requireNonNull(name, "name");
    return new Header(name, value, () -> List.of(value.get()), "header:" + name);
  }

  /** The one implementation: a header and its source. */
  record Header(
      String headerName, Supplier<String> value, Supplier<List<String>> hidden, String identity)
      implements Authentication {
    @Override
    public String headerValue() {
      return value.get();
    }

    @Override
    public List<String> secrets() {
      return hidden.get();
    }

    @Override
    public String toString() {
      return identity;
    }
  }
}
