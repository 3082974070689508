package io.jenkins.plugins.paas.environment.claim;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a cluster that others run answers.
 *
 * @param host a name or address, an IPv6 address without brackets
 */
public record ServiceEndpoint(String host, int port) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:\\[([0-9a-fA-F:.]+)]|([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)):(\\d{1,5})");
  private static final int MAX_PORT = 65_535;

  /**
   * {@code host:port}.
   *
   * @throws ClaimFailure with the text and the grammar
   */
  public static ServiceEndpoint parse(String text) throws ClaimFailure {
    Matcher matcher = FORM.matcher(text);
    int port = matcher.matches() ? Integer.parseInt(matcher.group(3)) : 0;
    if (port < 1 || port > MAX_PORT) {
      throw new ClaimFailure(
          "the endpoint '" + text + "' is not host:port, such as db.example.com:5432");
    }
    return new ServiceEndpoint(
        matcher.group(1) == null ? matcher.group(2) : matcher.group(1), port);
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
