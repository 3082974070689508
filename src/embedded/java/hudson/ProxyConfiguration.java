package hudson;

import hudson.util.Secret;
import java.io.Serializable;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The proxy that the administrator has set for the controller's own connections. */
public final class ProxyConfiguration implements Serializable {
  private static final long serialVersionUID = 1L;

  public final String name;
  public final int port;
  private final String userName;
  private final String noProxyHost;
  private final Secret secretPassword;

  public ProxyConfiguration(String name, int port) {
    this(name, port, null, null);
  }

  public ProxyConfiguration(String name, int port, String userName, String password) {
    this(name, port, userName, password, null);
  }

  /**
   * @param noProxyHost host patterns, each on a line of its own or separated by spaces or commas
   */
  public ProxyConfiguration(
      String name, int port, String userName, String password, String noProxyHost) {
    this.name = name;
    this.port = port;
    this.userName = userName;
    this.noProxyHost = noProxyHost;
    this.secretPassword = password == null ? null : Secret.fromString(password);
  }

  public String getName() {
    return name;
  }

  public int getPort() {
    return port;
  }

  public String getUserName() {
    return userName;
  }

  public Secret getSecretPassword() {
    return secretPassword;
  }

  public String getNoProxyHost() {
    return noProxyHost;
  }

  public List<Pattern> getNoProxyHostPatterns() {
    return getNoProxyHostPatterns(noProxyHost);
  }

  public static List<Pattern> getNoProxyHostPatterns(String noProxyHost) {
    List<Pattern> patterns = new ArrayList<>();
    for (String host : Util.fixNull(noProxyHost).split("[ \t\n,|]+")) {
      if (!host.isEmpty()) {
        patterns.add(Pattern.compile(host.replace(".", "\\.").replace("*", ".*")));
      }
    }
    return patterns;
  }

  /** The proxy for a host: direct where a no-proxy pattern matches. */
  public Proxy createProxy(String host) {
    boolean direct =
        host != null && getNoProxyHostPatterns().stream().anyMatch(p -> p.matcher(host).matches());
    return direct || name == null
        ? Proxy.NO_PROXY
        : new Proxy(Proxy.Type.HTTP, new InetSocketAddress(name, port));
  }
}
