package io.jenkins.plugins.paas.monitoring.alertmanager;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.paas.core.http.HttpCaller;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.testing.Await;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Leases on the real program. */
public class RealAlertmanagerTest {

  private static final List<SilenceMatcher> SHOP =
      SilenceMatcher.all(Map.of("application", "shop", "severity", "~warning|info"));

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private RealAlertmanager alertmanager;
  private HttpCaller caller;
  private AlertmanagerApi api;

  @Before
  public void start() throws Exception {
    alertmanager = RealAlertmanager.start(folder.getRoot().toPath());
    caller = HttpCaller.to(HttpEndpoint.at(alertmanager.uri()).build());
    api = new AlertmanagerApi(caller);
  }

  @After
  public void stop() {
    if (alertmanager != null) {
      caller.close();
      alertmanager.close();
    }
  }

  private SilenceLease lease(Duration duration) throws Exception {
    SilenceLease lease = new SilenceLease(SHOP, "a release [key]", duration);
    lease.begin(api, "[key]", Instant.now());
    return lease;
  }

  private Silence live(SilenceLease lease) throws Exception {
    return api.get(lease.id()).orElseThrow();
  }

  @Test
  public void aLeaseIsAtMostFiveMinutesAndMovesOn() throws Exception {
    SilenceLease lease = lease(Duration.ofHours(3));
    String made = lease.id();
    Instant first = live(lease).endsAt();
    assertEquals("active", live(lease).state());
    assertTrue("" + first, first.isBefore(Instant.now().plus(SilenceLease.LONGEST)));
    assertEquals(SilenceLease.Renewal.RENEWED, lease.renew(api, Instant.now().plusSeconds(60)));
    assertTrue(live(lease).endsAt().isAfter(first));
    assertEquals("a renewal is no new silence", made, lease.id());
    lease.end(api);
    assertTrue(live(lease).isExpired());
    lease.end(api);
  }

  @Test
  public void nobodyRenewsSoItLapsesAndIsMadeAnew() throws Exception {
    SilenceLease lease = lease(Duration.ofSeconds(2));
    String first = lease.id();
    Await.until(
        Duration.ofSeconds(20), () -> live(lease), Silence::isExpired, () -> "it should lapse");
    assertEquals(SilenceLease.Renewal.MADE_ANEW, lease.renew(api, Instant.now()));
    assertNotEquals(first, lease.id());
  }

  @Test
  public void itLapsesAfterAKill() throws Exception {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                LeaseHolder.class.getName(),
                alertmanager.uri().toString(),
                "9000") // milliseconds: a machine that is busy must not let it lapse
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
      String id = out.readLine();
      Instant first = api.get(id).orElseThrow().endsAt();
      Await.until(
          Duration.ofSeconds(30),
          () -> api.get(id).orElseThrow().endsAt(),
          end -> end.isAfter(first),
          () -> "it should be renewed while its holder lives");
    } finally {
      holder.destroyForcibly().waitFor();
    }
    Instant killed = Instant.now();
    Silence left = api.withComment("[holder]").orElseThrow();
    assertTrue("" + left, left.endsAt().isBefore(killed.plusSeconds(10)));
    Await.until(
        Duration.ofSeconds(40),
        () -> api.get(left.id()).orElseThrow(),
        Silence::isExpired,
        () -> "nobody renews it, so it should lapse");
  }

  @Test
  public void whoEndsItIsRespected() throws Exception {
    SilenceLease lease = lease(Duration.ofMinutes(5));
    api.expire(lease.id());
    assertEquals(SilenceLease.Renewal.ENDED_BY_OTHERS, lease.renew(api, Instant.now()));
    assertTrue(live(lease).isExpired());
  }

  @Test
  public void theSameAttemptMakesOneSilence() throws Exception {
    String first = lease(Duration.ofMinutes(1)).id();
    assertEquals(first, lease(Duration.ofMinutes(1)).id());
  }

  @Test
  public void aRefusalHasTheServersWords() {
    List<SilenceMatcher> refused = List.of(SilenceMatcher.of("a", "~.*"));
    SilenceFailure failure =
        assertThrows(
            SilenceFailure.class,
            () ->
                api.put(null, refused, Instant.now(), Instant.now().plusSeconds(60), "a comment"));
    assertTrue(
        failure.getMessage(), failure.getMessage().contains("at least one matcher must not match"));
  }
}
