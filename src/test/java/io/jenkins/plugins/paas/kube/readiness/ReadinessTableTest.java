package io.jenkins.plugins.paas.kube.readiness;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.jenkins.embedded.platform.kube.EmbeddedKubernetes;
import io.jenkins.plugins.paas.core.http.Authentication;
import io.jenkins.plugins.paas.core.http.HttpEndpoint;
import io.jenkins.plugins.paas.core.text.TextTable;
import io.jenkins.plugins.paas.kube.KubeAccess;
import io.jenkins.plugins.paas.kube.KubeClients;
import io.jenkins.plugins.paas.kube.KubeSession;
import io.jenkins.plugins.paas.kube.ObjectRef;
import io.jenkins.plugins.paas.testing.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/**
 * Every rule on the API: ready; ready, but about an earlier generation; failed for good; and never
 * ready, until the time is over. Prints what it saw as a table.
 */
@RunWith(Parameterized.class)
public class ReadinessTableTest {

  private static final String TOKEN = "s3cret";
  private static final String NONE = "-";
  private static final TextTable TABLE =
      new TextTable().row("kind", "ready", "stale generation", "failed", "timeout");

  @ClassRule public static final TemporaryFolder FOLDER = new TemporaryFolder();

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static EmbeddedKubernetes cluster;
  private static KubeClients clients;
  private static KubeSession session;
  private static StatusWriter api;

  private final ReadinessCase one;
  private final TestClock clock = new TestClock();

  public ReadinessTableTest(ReadinessCase one) {
    this.one = one;
  }

  @Parameters(name = "{0}")
  public static Iterable<ReadinessCase> cases() {
    return ReadinessCase.ALL;
  }

  @BeforeClass
  public static void start() throws Exception {
    cluster = EmbeddedKubernetes.withoutControllers(FOLDER.getRoot().toPath(), TOKEN);
    clients = new KubeClients(Clock.systemUTC());
    session =
        clients.open(
            KubeAccess.to(
                HttpEndpoint.at(cluster.uri())
                    .authentication(Authentication.bearer(() -> TOKEN))
                    .build(),
                "the cluster"));
    api = new StatusWriter(session, TOKEN);
  }

  @AfterClass
  public static void stop() {
    session.close();
    clients.close();
    cluster.close();
    TABLE.lines().forEach(System.out::println);
  }

  private ObjectRef made() throws Exception {
    api.define(one.apiVersion(), one.kind());
    return api.apply(one.manifest("x" + NUMBER.incrementAndGet()));
  }

  private Look look(ReadinessWatch watch) throws Exception {
    clock.pass(Duration.ofSeconds(15));
    return watch.look(session);
  }

  private ReadinessWatch watch(ObjectRef ref) {
    return new ReadinessWatch(List.of(ref), clock);
  }

  @Test
  public void readyStaleFailedAndNever() throws Exception {
    ObjectRef ref = made();
    one.companions(api, ref, "ready");
    api.status(ref, one.ready());
    Look ready = look(watch(ref));
    assertTrue(ready.toString(), ready.isReady());

    String stale = NONE;
    if (!one.change().isEmpty()) {
      api.patch(ref, "", one.change());
      Look about = look(watch(ref));
      assertEquals(about.toString(), Optional.empty(), about.fatal());
      // some operators never say which generation their status is about
      boolean said = one.ready().contains("observedGeneration");
      assertFalse(about.toString(), said && about.isReady());
      stale = about.isReady() ? NONE : text(about, ref);
    }

    ObjectRef broken = made();
    if (one.failed().isEmpty()) {
      session.delete(broken); // the kind has no word for it
    } else {
      api.status(broken, one.failed());
    }
    Look fatal = look(watch(broken));
    assertEquals(fatal.toString(), broken, fatal.fatal().orElseThrow());
    String failed = text(fatal, broken);

    ObjectRef late = made();
    one.companions(api, late, "waiting");
    api.status(late, one.waiting());
    ReadinessWatch watch = watch(late);
    Look last = look(watch);
    for (int i = 0; i < 40; i++) {
      last = look(watch);
      assertFalse(last.toString(), last.isReady());
      assertEquals(last.toString(), Optional.empty(), last.fatal());
    }
    TABLE.row(
        one, text(ready, ref), stale, failed, "10 min: " + text(last, late).replace('\n', ' '));
  }

  private static String text(Look look, ObjectRef ref) {
    return look.verdicts().get(ref).text();
  }
}
