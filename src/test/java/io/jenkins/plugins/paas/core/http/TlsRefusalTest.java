package io.jenkins.plugins.paas.core.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.paas.testing.ServerKeys;
import java.net.InetAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Servers that are not who they should be: nothing is sent, and the message says the remedy. */
public class TlsRefusalTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private void refuses(ServerKeys keys, String address, boolean knowsTheAuthority)
      throws Exception {
    AtomicInteger requests = new AtomicInteger();
    HttpsServer server = keys.server(InetAddress.getByName(address));
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.close();
        });
    server.start();
    HttpEndpoint endpoint =
        HttpEndpoint.at(URI.create("https://" + address + ":" + server.getAddress().getPort()))
            .caCertificate(knowsTheAuthority ? keys.ca() : null)
            .authentication(Authentication.bearer(() -> "canary"))
            .build();
    try (HttpCaller caller = HttpCaller.to(endpoint)) {
      HttpFailure refusal =
          assertThrows(HttpFailure.class, () -> caller.send(HttpCall.get("secret")));
      assertEquals(refusal.toString(), HttpFailure.Kind.TLS, refusal.kind());
      assertTrue(
          refusal.getMessage(),
          refusal.getMessage().contains("Configure its CA certificate, or correct the host name"));
      assertEquals("nothing is sent", 0, requests.get());
    } finally {
      server.stop(0);
    }
  }

  private ServerKeys keys(String from, int days) throws Exception {
    return ServerKeys.make(folder.newFolder().toPath(), from, days);
  }

  @Test
  public void anUnknownAuthority() throws Exception {
    refuses(keys("-1H", 90), "127.0.0.1", false);
  }

  @Test
  public void anotherHost() throws Exception {
    refuses(keys("-1H", 90), "127.0.0.2", true);
  }

  @Test
  public void anExpiredCertificate() throws Exception {
    refuses(keys("-40d", 10), "127.0.0.1", true);
  }
}
