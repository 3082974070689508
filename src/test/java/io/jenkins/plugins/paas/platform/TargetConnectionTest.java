package io.jenkins.plugins.paas.platform;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;

import hudson.ProxyConfiguration;
import io.jenkins.plugins.paas.core.http.UserProxy;
import java.net.Proxy;
import java.net.URI;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.jvnet.hudson.test.JenkinsRule;

public class TargetConnectionTest {

  @Rule public final JenkinsRule rule = new JenkinsRule();

  @Test
  public void aHostOnTheNoProxyListIsReachedDirectly() {
    assertNull(TargetConnection.proxyFor("http://gate.example.com"));
    rule.jenkins.proxy = new ProxyConfiguration("127.0.0.1", 3128, null, null, "*.internal");
    assertEquals(Proxy.Type.DIRECT, type("http://gate.internal"));
    assertEquals(Proxy.Type.HTTP, type("http://gate.example.com"));
  }

  @Test
  public void theProxysUserIsThatOfTheController() {
    rule.jenkins.proxy = new ProxyConfiguration("127.0.0.1", 3128);
    assertEquals(Optional.empty(), authorization("http://gate.example.com"));
    rule.jenkins.proxy = new ProxyConfiguration("127.0.0.1", 3128, "ci", "pr0xy", "*.internal");
    assertEquals(
        Optional.of("Basic Y2k6cHIweHk="), authorization("http://gate.example.com")); // ci:pr0xy
    assertEquals(Optional.empty(), authorization("http://gate.internal"));
  }

  private static Optional<String> authorization(String url) {
    return UserProxy.authorization(TargetConnection.proxyFor(url));
  }

  private static Proxy.Type type(String url) {
    return TargetConnection.proxyFor(url).select(URI.create(url)).get(0).type();
  }
}
