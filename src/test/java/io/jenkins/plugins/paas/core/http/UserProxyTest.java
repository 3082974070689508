package io.jenkins.plugins.paas.core.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/** Seen from a proxy on loopback: the server that is asked for is never reached. */
public class UserProxyTest {

  private static final String USER = "Basic Y2k6cHIweHk="; // ci:pr0xy

  @Test
  public void theUserIsSentToTheProxy() throws Exception {
    try (FaultyServer proxy = FaultyServer.start()) {
      proxy.then(FaultyServer.answer(200, "{}"));
      assertEquals(200, ask(proxy, "http://gate.example.com").status());
      assertEquals(USER, proxy.requests().get(0).headers().get(UserProxy.HEADER));
    }
  }

  @Test
  public void aRefusalSaysWhatTheControllerNeeds() throws Exception {
    try (FaultyServer proxy = FaultyServer.start()) {
      proxy.then(FaultyServer.answer(407, "", "Proxy-Authenticate", "Basic realm=\"p\""));
      HttpFailure failure =
          assertThrows(HttpFailure.class, () -> ask(proxy, "https://gate.example.com"));
      assertEquals("CONNECT", proxy.requests().get(0).method());
      assertEquals(407, failure.status());
      assertTrue(failure.getMessage(), failure.getMessage().contains("The proxy wants a user"));
      assertTrue(failure.getMessage(), failure.getMessage().contains("-D" + UserProxy.TUNNELS));
      assertFalse(failure.isTransient());
    }
  }

  /** The setting is read once a JVM, so it takes one of its own. */
  @Test
  public void withTheSettingTheUserIsSentForHttpsToo() throws Exception {
    try (FaultyServer proxy = FaultyServer.start()) {
      proxy.then(FaultyServer.answer(407, ""));
      Process jvm =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  "-D" + UserProxy.TUNNELS + "=",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Asking.class.getName(),
                  String.valueOf(proxy.uri().getPort()))
              .inheritIO()
              .start();
      try {
        assertTrue("it should have ended", jvm.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, jvm.exitValue());
      } finally {
        jvm.destroyForcibly();
      }
      assertEquals("CONNECT", proxy.requests().get(0).method());
      assertEquals(USER, proxy.requests().get(0).headers().get(UserProxy.HEADER));
    }
  }

  /** The program of that JVM. */
  public static final class Asking {
    private Asking() {}

    public static void main(String[] arguments) throws Exception {
      try {
        ask(Integer.parseInt(arguments[0]), "https://gate.example.com");
      } catch (HttpFailure e) {
        System.exit(e.status() == 407 ? 0 : 1);
      }
    }
  }

  private static HttpAnswer ask(FaultyServer proxy, String url) throws Exception {
    return ask(proxy.uri().getPort(), url);
  }

  private static HttpAnswer ask(int port, String url) throws Exception {
    InetSocketAddress at = new InetSocketAddress("127.0.0.1", port);
    HttpEndpoint endpoint =
        HttpEndpoint.at(URI.create(url)).proxy(new UserProxy(at, "ci", () -> "pr0xy")).build();
    try (HttpCaller caller = HttpCaller.to(endpoint)) {
      return caller.send(HttpCall.get());
    }
  }
}
