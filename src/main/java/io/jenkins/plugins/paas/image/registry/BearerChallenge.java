package io.jenkins.plugins.paas.image.registry;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to get a token: {@code WWW-Authenticate: Bearer realm="…",service="…",scope="…"} (the token
 * authentication of the distribution project; RFC 6750 section 3).
 *
 * @param realm address of the token service
 * @param service {@code null} where not given
 * @param scope {@code null} where not given
 */
record BearerChallenge(URI realm, String service, String scope) {

  private static final Pattern PARAMETER = Pattern.compile("([a-z_]+)=(?:\"([^\"]*)\"|([^,\\s]+))");

  /** Empty when the header asks for something else, or names no address. */
  static Optional<BearerChallenge> parse(String header) {
    if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      return Optional.empty();
    }
    Map<String, String> parameters = new TreeMap<>();
    Matcher matcher = PARAMETER.matcher(header.substring(7));
    while (matcher.find()) {
      String value = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
      parameters.put(matcher.group(1).toLowerCase(Locale.ROOT), value);
    }
    String realm = parameters.get("realm");
    if (realm == null || !realm.matches("https?://[^\\s\"<>]+")) {
      return Optional.empty();
    }
    return Optional.of(
        new BearerChallenge(URI.create(realm), parameters.get("service"), parameters.get("scope")));
  }

  /** Whether a password may be sent there: never by plain HTTP unless the registry itself is. */
  boolean mayHavePassword(URI registry) {
    return "https".equals(realm.getScheme()) || "http".equals(registry.getScheme());
  }
}
