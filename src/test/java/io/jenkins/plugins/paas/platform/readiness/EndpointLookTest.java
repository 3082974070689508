package io.jenkins.plugins.paas.platform.readiness;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpsServer;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.FaultyServer;
import io.jenkins.plugins.paas.core.http.HttpCall;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.testing.ServerKeys;
import io.jenkins.plugins.paas.testing.TestClock;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is seen of a system before it is asked for anything. */
public class EndpointLookTest {

  @ClassRule public static final TemporaryFolder folder = new TemporaryFolder();

  private static ServerKeys good;

  @BeforeClass
  public static void make() throws Exception {
    good = keys("-1H", 91);
  }

  private static Finding look(HttpEndpoint endpoint, Clock clock) throws Exception {
    Finding.Notes notes = Finding.about(Need.MONITORING, "Prometheus");
    new EndpointLook(clock).look(notes, endpoint, HttpCall.get("status"));
    return notes.finding();
  }

  private static ServerKeys keys(String from, int days) throws Exception {
    return ServerKeys.make(folder.newFolder().toPath(), from, days);
  }

  private static Finding secure(ServerKeys keys, boolean knowsTheAuthority) throws Exception {
    HttpsServer server = keys.server();
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      HttpEndpoint endpoint =
          HttpEndpoint.at(URI.create("https://127.0.0.1:" + server.getAddress().getPort()))
              .caCertificate(knowsTheAuthority ? keys.ca() : null)
              .build();
      return look(endpoint, Clock.systemUTC());
    } finally {
      server.stop(0);
    }
  }

  @Test
  public void aCertificateThatIsGoodIsCounted() throws Exception {
    Finding finding = secure(good, true);
    assertEquals(finding.evidence(), Readiness.READY, finding.outcome());
    assertTrue(finding.evidence(), finding.evidence().contains("certificate good for 90 days"));
    assertTrue(finding.evidence(), finding.evidence().matches(".*answered in \\d+ ms.*"));
  }

  @Test
  public void aCertificateThatEndsSoonIsAFlawOfASystemThatAnswers() throws Exception {
    Finding finding = secure(keys("-1H", 8), true);
    assertEquals(Readiness.DEGRADED, finding.outcome());
    assertTrue(finding.evidence(), finding.evidence().contains("ends in 7 days, on 20"));
    assertTrue(finding.evidence(), finding.evidence().contains("answered in"));
  }

  @Test
  public void anExpiredCertificateIsToldFromAnUnknownOne() throws Exception {
    Finding expired = secure(keys("-40d", 10), true);
    assertEquals(Readiness.DEGRADED, expired.outcome());
    assertTrue(
        expired.evidence(),
        expired.evidence().matches("certificate CN=localhost expired on 20\\S+Z"));
    assertTrue(expired.remedy(), expired.remedy().startsWith("Renew the server's certificate"));
    Finding unknown = secure(good, false);
    assertEquals(Readiness.DEGRADED, unknown.outcome());
    assertTrue(
        unknown.evidence(),
        unknown.evidence().startsWith("certificate CN=localhost is not accepted: unable to find"));
    assertTrue(unknown.remedy(), unknown.remedy().startsWith("Configure the CA"));
  }

  @Test
  public void aClockThatIsWrongIsSeen() throws Exception {
    TestClock clock = new TestClock();
    String theirs =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.ofInstant(clock.instant().minusSeconds(300), ZoneOffset.UTC));
    try (FaultyServer server =
        FaultyServer.start(request -> FaultyServer.answer(200, "ok", "Date", theirs))) {
      Finding finding = look(HttpEndpoint.at(server.uri()).build(), clock);
      assertEquals(finding.evidence(), Readiness.DEGRADED, finding.outcome());
      assertTrue(finding.evidence(), finding.evidence().matches(".*(299|300) s behind this.*"));
      assertTrue(finding.remedy(), finding.remedy().contains("NTP"));
    }
  }

  @Test
  public void noCredentialIsSent() throws Exception {
    try (FaultyServer server =
        FaultyServer.start(request -> FaultyServer.answer(401, "who are you?"))) {
      Finding finding =
          look(
              HttpEndpoint.at(server.uri())
                  .authentication(Authentication.bearer(() -> "c4nary-t0ken"))
                  .build(),
              Clock.systemUTC());
      assertEquals(Readiness.READY, finding.outcome());
      assertFalse(
          server.requests().get(0).headers().keySet().stream()
              .anyMatch(name -> name.equalsIgnoreCase("Authorization")));
    }
  }

  @Test
  public void aCredentialThatWouldPassInTheClearIsAFlaw() throws Exception {
    Finding finding =
        look(
            HttpEndpoint.at(URI.create("http://paas-test.invalid"))
                .authentication(Authentication.bearer(() -> "c4nary-t0ken"))
                .build(),
            Clock.systemUTC());
    assertTrue(
        finding.evidence(),
        finding.evidence().startsWith("without TLS, so that the credential passes in the clear"));
    assertTrue(finding.remedy(), finding.remedy().startsWith("Give it a certificate"));
  }

  @Test
  public void whatIsStoppedIsMissing() throws Exception {
    URI gone;
    try (FaultyServer server = FaultyServer.start()) {
      gone = server.uri();
    }
    Finding finding = look(HttpEndpoint.at(gone).build(), Clock.systemUTC());
    assertEquals(Readiness.MISSING, finding.outcome());
    assertTrue(finding.evidence(), finding.evidence().contains("the connection was refused"));
    assertEquals("Start it, or correct the platform's URL.", finding.remedy());
  }
}
