package io.jenkins.plugins.paas.core.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An HTTP proxy that wants a user (RFC 9110, 11.7). Java's client sends none with the CONNECT of an
 * HTTPS connection unless the JVM runs with {@value #TUNNELS}, empty.
 */
public final class UserProxy extends ProxySelector {

  static final String HEADER = "Proxy-Authorization";

  /** The JVM's list of schemes that it refuses to send to a proxy for HTTPS; 'Basic' by default. */
  static final String TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";

  private final InetSocketAddress address;
  private final Authentication user;

  public UserProxy(InetSocketAddress address, String user, Supplier<String> password) {
    this.address = address;
    this.user = Authentication.basic(user, password);
  }

  /** The value of the header for this proxy's user, or empty where the proxy wants none. */
  public static Optional<String> authorization(ProxySelector proxy) {
    return proxy instanceof UserProxy one ? Optional.of(one.user.headerValue()) : Optional.empty();
  }

  @Override
  public List<Proxy> select(URI uri) {
    return List.of(new Proxy(Proxy.Type.HTTP, address));
  }

  /** There is no other proxy to turn to: the caller learns of the failure from its connection. */
  @Override
  public void connectFailed(URI uri, SocketAddress at, IOException failure) {}
}
