package io.jenkins.plugins.paas.delivery.gate;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.paas.core.http.ClientIdentity;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.testing.ServerKeys;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Gate's x509 port: who has no certificate gets no connection, who has one is its subject. */
public class ClientCertificateTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private ServerKeys keys;
  private KeyStore own;
  private HttpsServer server;

  @Before
  public void start() throws Exception {
    Path directory = folder.getRoot().toPath().resolve("keys");
    keys = ServerKeys.make(directory, "-1d", 30);
    KeyStore all = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(directory.resolve("keys.p12"))) {
      all.load(in, PASSWORD);
    }
    own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setKeyEntry(
        "us",
        all.getKey("server", PASSWORD),
        PASSWORD,
        new Certificate[] {all.getCertificate("server"), all.getCertificate("ca")});
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", all.getCertificate("ca"));
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(own, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
    server = keys.server();
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = context.getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          String name = ((HttpsExchange) exchange).getSSLSession().getPeerPrincipal().getName();
          byte[] body = ("{\"username\":\"" + name + "\"}").getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @After
  public void stop() {
    server.stop(0);
  }

  private HttpEndpoint.Builder endpoint() throws Exception {
    return HttpEndpoint.at(URI.create("https://localhost:" + server.getAddress().getPort()))
        .caCertificate(keys.ca());
  }

  @Test
  public void theCertificatesSubjectIsTheUser() throws Exception {
    ClientIdentity identity = new ClientIdentity(own, PASSWORD::clone, "us");
    try (GateClient gate = GateClient.to(endpoint().clientIdentity(identity).build())) {
      assertEquals("CN=localhost", gate.whoAmI().orElseThrow());
    }
  }

  @Test
  public void whoHasNoneGetsNoConnection() throws Exception {
    try (GateClient gate = GateClient.to(endpoint().build())) {
      GateFailure failure = assertThrows(GateFailure.class, gate::whoAmI);
      assertTrue(failure.getMessage(), failure.getMessage().startsWith("Gate: GET https://local"));
    }
  }
}
