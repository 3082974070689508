package io.jenkins.embedded.controller.engine;

import io.jenkins.embedded.controller.StartGuard;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/**
 * Makes HTTP calls inside a step's {@code start()} visible (DESIGN section 5, rule e): Java's HTTP
 * clients ask for a proxy on the calling thread before they connect.
 */
final class GuardedProxies extends ProxySelector {
  private final ProxySelector original;

  private GuardedProxies(ProxySelector original) {
    this.original = original;
  }

  /** Called before the first step of a plugin; costs too much for a small Jenkinsfile. */
  static synchronized void install() {
    ProxySelector present = ProxySelector.getDefault();
    if (!(present instanceof GuardedProxies)) {
      ProxySelector.setDefault(new GuardedProxies(present));
    }
  }

  @Override
  public List<Proxy> select(URI uri) {
    StartGuard.check("A request went to " + uri.getHost());
    return original == null ? List.of(Proxy.NO_PROXY) : original.select(uri);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    if (original != null) {
      original.connectFailed(uri, address, failure);
    }
  }
}
